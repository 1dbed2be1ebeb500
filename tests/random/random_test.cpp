// SPDX-License-Identifier: BSD-2-Clause
// Tests made by chance: the engines against brute force, and the front end against itself.
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/parts.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/summary.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr std::uint64_t z3_every = 25;
constexpr Effort effort{.candidates = 700, .runs = 200};
constexpr std::chrono::milliseconds patience{100}; // where brute force has given up

struct Outcome {
  std::string wrong; // empty when all agree
  std::size_t too_much = 0, brute_force = 0, z3 = 0;
  bool thin_air = false, faults = false;
};

class Judge {
public:
  // Under lkmm; and where there are locks also as the model has them, which then chooses what they read.
  Outcome judge(SmallTest const& small, bool with_z3) const {
    Outcome out;
    try {
      auto const test = load_test(to_text(small));
      compare(test, lkmm_, with_z3, out);
      if (small.parameters.find("spinlock_t") != std::string::npos) compare(test, with_locks_, with_z3, out);
    } catch (std::exception const& e) {
      out.wrong = e.what();
    }
    return out;
  }

private:
  void compare(LitmusTest const& test, MemoryModel const& model, bool with_z3, Outcome& out) const {
    solver::Options options;
    options.engine = solver::Engine::Enumeration;
    options.circular_values = solver::CircularValues::AsCounted;
    auto const slow = enumerate(test, model, options.unroll, effort);
    if (!slow) options.timeout = patience;
    auto const result = solver::verify(test, model, options);
    for (auto const& state : result.states)
      for (auto const& complaint : proofs::complaints(test.program, model, state.execution, options.unroll))
        out.wrong += "complaint: " + complaint + "\n";
    out.faults |= !result.faults.empty();
    for (auto const& fault : result.faults)
      for (auto const& complaint : proofs::complaints_as_faulty(test.program, model, fault, options.unroll))
        out.wrong += "complaint: " + complaint + "\n";
    ++(slow ? out.brute_force : out.too_much);
    if (!slow) return;
    auto const fast = summary(result);
    disagree(test, "brute force", summary(*slow), fast, out);
    if (!with_z3) return;
    options.engine = solver::Engine::Z3;
    auto const searched = solver::verify(test, model, options);
    out.thin_air |= searched.circular_values;
    if (searched.circular_values) return; // enumeration counts those that are computed from constants
    disagree(test, "z3", summary(searched), fast, out);
    ++out.z3;
  }
  static void disagree(LitmusTest const& test, std::string const& who, Summary const& theirs,
                       Summary const& fast, Outcome& out) {
    if (theirs != fast)
      out.wrong += who + ": " + to_string(theirs, test) + "enumeration: " + to_string(fast, test);
  }

  MemoryModel lkmm_ = load_shipped_model("lkmm"), with_locks_ = load_lkmm_with_herd7_locks();
};

class RandomEngines : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomEngines, AgreeWithBruteForce) {
  auto const seeds = seeds_of_part(GetParam());
  std::cout << seeds << "\n" << std::flush;
  Judge const judge;
  std::size_t too_much = 0, brute_force = 0, z3 = 0, thin_air = 0, faults = 0;
  Progress progress("random", seeds.end - seeds.begin);
  for (auto seed = seeds.begin; seed < seeds.end; ++seed) {
    progress.step();
    auto const small = generate(seed);
    bool const with_z3 = seed % z3_every == 0;
    auto const outcome = judge.judge(small, with_z3);
    too_much += outcome.too_much;
    brute_force += outcome.brute_force;
    z3 += outcome.z3;
    thin_air += outcome.thin_air;
    faults += outcome.faults;
    if (outcome.wrong.empty()) continue;
    auto const least =
        shrunk(small, [&](SmallTest const& t) { return !judge.judge(t, with_z3).wrong.empty(); });
    ADD_FAILURE() << "BARRISTER_SEED=" << seed << "\n" << to_text(least) << judge.judge(least, with_z3).wrong;
    break;
  }
  std::cout << brute_force << " compared with brute force, " << too_much
            << " have too many candidates for it; " << z3 << " were asked of z3, too; " << thin_air
            << " have values out of thin air, " << faults << " have faults\n";
}

INSTANTIATE_TEST_SUITE_P(Part, RandomEngines, testing::Range<std::uint64_t>(0, parts));

// The same test, laid out otherwise: in the functions every space a comment and a new line, and every indent
// gone.
std::string laid_out_otherwise(std::string const& text) {
  auto const begin = text.find("\nP0"), end = text.rfind("\n}\n");
  std::string out = text.substr(0, begin);
  for (char c : text.substr(begin, end - begin)) {
    if (c == ' ')
      out += " /* a { comment } */\n";
    else if (c != '\t')
      out += c;
  }
  return out + text.substr(end);
}

TEST(Random, LayoutMeansNothing) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + 500 && !HasFailure(); ++seed) {
    auto const text = to_text(generate(seed));
    EXPECT_EQ(printed(text), printed(laid_out_otherwise(text))) << "BARRISTER_SEED=" << seed << "\n" << text;
  }
}

TEST(Random, PrintedIsReadAgain) {
  auto const seeds = all_seeds();
  std::cout << seeds << "\n" << std::flush;
  for (auto seed = seeds.begin; seed < seeds.end && !HasFailure(); ++seed)
    EXPECT_EQ(changed_by_printing(to_text(generate(seed))), "") << "BARRISTER_SEED=" << seed;
}

} // namespace
} // namespace barrister
