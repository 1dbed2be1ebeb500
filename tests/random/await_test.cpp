// SPDX-License-Identifier: BSD-2-Clause
// Rounds of loops that change nothing may be left out: what is found with a few rounds is what more rounds
// show.
#include "solver/verify.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <iostream>

namespace barrister {
namespace {

constexpr std::array models = {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"};
constexpr std::uint64_t most_steps = 400'000; // of an enumeration

// A thread or three over words x, y, z and a lock, and loops of all kinds: such that wait, such that only
// look as if they did, and such that do not.
class TestMaker {
public:
  explicit TestMaker(std::uint64_t seed) : chance_(seed) {}

  std::string make() {
    auto const threads = 2 + chance_.below(2);
    std::string out = "C waits\n{}\n";
    for (std::size_t p = 0; p < threads; ++p) out += thread(p, threads == 2 ? 3 : 2);
    return out + "locations [x; y; z; " + registers_ + "]\nexists (x=0)\n";
  }

private:
  std::string thread(std::size_t p, std::size_t most) {
    auto const number = std::to_string(p);
    std::string body;
    auto const statements = 1 + chance_.below(most);
    auto const loop_at = chance_.below(statements);
    for (std::size_t i = 0; i < statements; ++i)
      body += "\t" + (i == loop_at && (p > 0 || chance_.once_in(2)) ? loop() : access()) + "\n";
    for (auto const* r : {"r", "s", "t"}) registers_ += number + ":" + r + "; ";
    return "P" + number + "(int *x, int *y, int *z, spinlock_t *l)\n{\n\tint r = 0; int s = 0; int t = 0;\n" +
           body + "}\n";
  }
  std::string word() { return chance_.one_of({"x", "y", "z"}); }
  std::string read() {
    auto const w = word();
    return chance_.once_in(3)   ? "smp_load_acquire(" + w + ")"
           : chance_.once_in(8) ? "*" + w
                                : "READ_ONCE(*" + w + ")";
  }
  std::string local() { return chance_.one_of({"r", "s", "t"}); }
  std::string value() { return chance_.one_of({"0", "1", "2", "r", "s + 1"}); }
  std::string access() {
    switch (chance_.below(7)) {
    case 0: return local() + " = " + read() + ";";
    case 1: return "smp_store_release(" + word() + ", " + value() + ");";
    case 2: return chance_.one_of({"smp_mb();", "smp_wmb();", "smp_rmb();"});
    case 3: return local() + " = xchg(" + word() + ", " + value() + ");";
    default: return "WRITE_ONCE(*" + word() + ", " + value() + ");";
    }
  }
  // What a round has besides: often nothing.
  std::string inside() {
    switch (chance_.below(12)) {
    case 0: return local() + " = " + local() + " + 1;";
    case 1: return "WRITE_ONCE(*" + word() + ", " + value() + ");";
    case 2: return "smp_mb();";
    case 3: return "if (" + read() + ") WRITE_ONCE(*" + word() + ", " + value() + ");";
    case 4: return local() + " = " + read() + ";";
    case 5:
      return local() + " = cmpxchg(" + word() + ", " + chance_.one_of({"0", "1"}) + ", " + value() + ");";
    case 6: return "rcu_read_lock(); " + local() + " = " + read() + "; rcu_read_unlock();";
    case 7: return "if (" + local() + " == 1) " + local() + " = " + read() + ";";
    case 8: return "if (spin_trylock(l)) spin_unlock(l);";
    case 9: return "if (" + read() + ") break;";
    default: return ";";
    }
  }
  std::string loop() {
    switch (chance_.below(9)) {
    case 0: return "while (" + read() + " == 0) ;";
    case 1: return "while (cmpxchg_acquire(" + word() + ", 0, 1)) { " + inside() + " }";
    case 2: return "do { r = " + read() + "; s = " + read() + "; " + inside() + " } while (r != s);";
    case 3: return "do { t = " + read() + "; " + inside() + " } while (t & 1);";
    case 4: return "while (!spin_trylock(l)) { " + inside() + " } spin_unlock(l);";
    case 5: return "while (xchg_acquire(" + word() + ", 1)) ;";
    case 6: return "do { s = t; t = " + read() + "; } while (t != " + value() + ");";
    case 7: return "do { while (" + read() + " == 0) ; " + inside() + " } while (" + read() + " != 1);";
    default: return "while (" + read() + " != 1) { " + inside() + " }";
    }
  }

  Chance chance_;
  std::string registers_;
};

struct Tally {
  std::size_t left_out = 0, compared = 0, reach_more = 0;
};

LitmusResult asked(LitmusTest const& test, MemoryModel const& model, unsigned unroll,
                   solver::IdleRounds rounds) {
  solver::Options options;
  options.unroll = unroll;
  options.idle_rounds = rounds;
  options.engine = solver::Engine::Enumeration;
  options.steps = most_steps;
  return solver::verify(test, model, options);
}

std::vector<std::vector<Value>> states(LitmusResult const& r) {
  std::vector<std::vector<Value>> out;
  for (auto const& s : r.states) out.push_back(s.values);
  return out;
}

void compare(std::uint64_t seed, Tally& tally) {
  auto const text = TestMaker(seed).make();
  auto const test = load_test(text);
  auto const model = load_shipped_model(models.at(seed % models.size()));
  auto const few = asked(test, model, 2, solver::IdleRounds::LeftOut);
  if (!few.unknown.empty() || !few.faults.empty() || !few.leaves_out_rounds) return;
  ++tally.left_out;
  auto const more = asked(test, model, 4, solver::IdleRounds::Counted);
  if (!more.unknown.empty() || more.thin_air || few.thin_air) return;
  ++tally.compared;
  tally.reach_more += more.positive + more.negative > few.positive + few.negative;
  EXPECT_TRUE(more.faults.empty());
  EXPECT_EQ(states(few), states(more));
  EXPECT_EQ(few.flags, more.flags);
  EXPECT_EQ(few.undefined, more.undefined);
  if (testing::Test::HasFailure()) std::cout << "seed " << seed << " under " << model.name << "\n" << text;
}

TEST(Await, FewRoundsShowWhatMoreShow) {
  Tally tally;
  auto const first = first_seed(), count = number_from_environment("BARRISTER_AWAITS", 600);
  for (auto seed = first; seed < first + count && !HasFailure(); ++seed) compare(seed, tally);
  std::cout << tally.left_out << " leave out rounds, " << tally.compared
            << " of them compared with more rounds, " << tally.reach_more
            << " of which have more executions\n";
  EXPECT_TRUE(count < 100 || tally.reach_more > count / 20);
}

} // namespace
} // namespace barrister
