// SPDX-License-Identifier: BSD-2-Clause
// Where runs wait for ever, against the plainest answer: under sequential consistency, walk through all
// states of the program, and look where no CPU can go on.
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>
#include <random>
#include <set>

namespace barrister {
namespace {

struct Step {
  enum class Kind : std::uint8_t { Lock, Unlock, Trylock, Load, Store } kind;
  std::size_t variable; // which lock, or which int
  bool if_set;          // only if the CPU's local is not 0
};
using Steps = std::vector<std::vector<Step>>; // by CPU

Steps some_steps(std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(engine() % n); };
  Steps out(2 + below(2));
  for (auto& cpu : out)
    for (auto n = 2 + below(3); n > 0; --n) {
      constexpr Step::Kind kinds[] = {Step::Kind::Lock,   Step::Kind::Lock,    Step::Kind::Lock,
                                      Step::Kind::Unlock, Step::Kind::Trylock, Step::Kind::Load,
                                      Step::Kind::Store};
      cpu.push_back({kinds[below(std::size(kinds))], below(2), below(4) == 0});
    }
  return out;
}

std::string text(Step const& s) {
  auto const lock = std::string(1, "ab"[s.variable]), variable = std::string(1, "xy"[s.variable]);
  auto const words = s.kind == Step::Kind::Lock      ? "spin_lock(" + lock + ");"
                     : s.kind == Step::Kind::Unlock  ? "spin_unlock(" + lock + ");"
                     : s.kind == Step::Kind::Trylock ? "r = spin_trylock(" + lock + ");"
                     : s.kind == Step::Kind::Load    ? "r = READ_ONCE(*" + variable + ");"
                                                     : "WRITE_ONCE(*" + variable + ", 1);";
  return "\t" + (s.if_set ? "if (r) { " + words + " }" : words) + "\n";
}
std::string text(Steps const& steps) {
  std::string out = "C locks\n{}\n";
  for (std::size_t cpu = 0; cpu < steps.size(); ++cpu) {
    out += "P" + std::to_string(cpu) + "(int *x, int *y, spinlock_t *a, spinlock_t *b)\n{\n\tint r = 0;\n";
    for (auto const& s : steps[cpu]) out += text(s);
    out += "}\n";
  }
  return out + "exists (x=1)\n";
}

using Way = std::set<std::pair<CpuId, std::uint32_t>>; // who waits, on which line
constexpr std::uint32_t first_line = 6, lines_around = 4;

class Walk {
public:
  explicit Walk(Steps const& s) : steps_(s) {}
  bool completes = false;
  std::set<Way> ways;

  void from_start() {
    go({std::vector<std::size_t>(steps_.size()), std::vector<int>(steps_.size()), {}, {}});
  }

private:
  struct State {
    std::vector<std::size_t> at;
    std::vector<int> local;
    std::array<int, 2> locks, variables;
    auto operator<=>(State const&) const = default;
  };

  void go(State const& state) {
    if (!seen_.insert(state).second) return;
    Way waiting;
    bool moved = false;
    for (CpuId cpu = 0; cpu < steps_.size(); ++cpu) {
      if (state.at[cpu] == steps_[cpu].size()) continue;
      if (auto const next = after(state, cpu)) {
        moved = true;
        go(*next);
      } else {
        waiting.insert({cpu, line(cpu, state.at[cpu])});
      }
    }
    if (moved) return;
    if (waiting.empty())
      completes = true;
    else
      ways.insert(waiting);
  }
  std::optional<State> after(State state, CpuId cpu) const {
    auto const& step = steps_[cpu][state.at[cpu]++];
    auto &local = state.local[cpu], &lock = state.locks[step.variable],
         &variable = state.variables[step.variable];
    if (step.if_set && local == 0) return state;
    switch (step.kind) {
    case Step::Kind::Lock:
      if (lock) return std::nullopt;
      lock = 1;
      break;
    case Step::Kind::Unlock: lock = 0; break;
    case Step::Kind::Trylock:
      local = !lock;
      lock = 1;
      break;
    case Step::Kind::Load: local = variable; break;
    case Step::Kind::Store: variable = 1; break;
    }
    return state;
  }
  std::uint32_t line(CpuId cpu, std::size_t step) const {
    std::size_t out = first_line + step;
    for (CpuId before = 0; before < cpu; ++before) out += steps_[before].size() + lines_around;
    return static_cast<std::uint32_t>(out);
  }

  Steps const& steps_;
  std::set<State> seen_;
};

std::set<Way> smallest(std::set<Way> const& ways) {
  std::set<Way> out;
  for (auto const& way : ways)
    if (std::ranges::none_of(
            ways, [&](Way const& other) { return other != way && std::ranges::includes(way, other); }))
      out.insert(way);
  return out;
}

std::set<Way> ways(LitmusTest const& test, LitmusResult const& r) {
  std::set<Way> out;
  for (auto const& deadlock : r.deadlocks) {
    Way way;
    for (auto const& w : deadlock.waiters)
      way.insert({w.cpu, test.program.threads[w.cpu].instructions[w.instruction].place.line});
    out.insert(way);
  }
  return out;
}

LitmusResult checked(LitmusTest const& test, MemoryModel const& model) {
  solver::Options options;
  options.want_deadlocks = true;
  options.steps = 1'000'000;
  auto r = verify(test, model, options);
  for (auto const& deadlock : r.deadlocks)
    EXPECT_EQ(proofs::complaints_as_stuck(test.program, model, deadlock, options.unroll),
              std::vector<std::string>{});
  return r;
}

TEST(Random, RunsWaitWhereAWalkThroughAllStatesEnds) {
  auto const sc = load_shipped_model("sc"), lkmm = load_shipped_model("lkmm");
  auto const first = first_seed();
  std::size_t always = 0, sometimes = 0, given_up = 0;
  for (auto seed = first; seed < first + 2'000 && !HasFailure(); ++seed) {
    auto const steps = some_steps(seed);
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + "\n" + text(steps));
    Walk walk(steps);
    walk.from_start();
    auto const test = load_test(text(steps));
    auto const r = checked(test, sc);
    ASSERT_EQ(r.unknown, "");
    EXPECT_EQ(r.positive + r.negative > 0, walk.completes);
    EXPECT_EQ(r.why_none == WhyNone::Waits, !walk.completes);
    if (r.all_deadlocks)
      EXPECT_EQ(ways(test, r), smallest(walk.ways));
    else
      ++given_up;
    // What SC allows, the LKMM allows.
    auto const weaker = checked(test, lkmm);
    auto const weaker_ways = ways(test, weaker);
    for (auto const& way : walk.ways)
      EXPECT_TRUE(!weaker.all_deadlocks || std::ranges::any_of(weaker_ways, [&](Way const& other) {
        return std::ranges::includes(way, other);
      }));
    always += !walk.completes;
    sometimes += walk.completes && !walk.ways.empty();
  }
  std::cout << always << " always wait for ever, " << sometimes << " sometimes; " << given_up
            << " given up\n";
  EXPECT_GT(always, 100u);
  EXPECT_GT(sometimes, 100u);
  EXPECT_LT(given_up, 100u);
}

TEST(Random, EveryWaitIsConfirmed) {
  auto const lkmm = load_shipped_model("lkmm");
  std::size_t waiting = 0, unexplained = 0; // why there is no execution is then said not to be found
  auto const first = first_seed();
  for (auto seed = first; seed < first + 300 && !HasFailure(); ++seed) {
    auto const small = generate(seed);
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + "\n" + to_text(small));
    auto const r = checked(load_test(to_text(small)), lkmm);
    waiting += !r.deadlocks.empty();
    unexplained += r.unknown.empty() && r.faults.empty() && !r.bound_reached && r.positive + r.negative == 0 &&
                   r.why_none == WhyNone::Unexplained;
  }
  std::cout << waiting << " have runs that wait for ever\n";
  EXPECT_GT(waiting, 0u);
  EXPECT_LE(unexplained, 3u);
}

} // namespace
} // namespace barrister
