// SPDX-License-Identifier: BSD-2-Clause
// Executions at random: each is one, and they are many.
#include "proofs/replay.hpp"
#include "proofs/sc/simulate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

using namespace protocol_parts;

std::vector<ProtocolExecution> simulated(Protocol const& protocol, std::uint64_t seed = 1) {
  proofs::SimulationLimits limits;
  limits.seed = seed;
  limits.runs = 50;
  auto const sc = load_model_for_protocols("sc");
  auto out = proofs::simulate(protocol, limits).executions;
  for (auto const& x : out) EXPECT_EQ(proofs::complaints(protocol, sc, x, 1000), std::vector<std::string>());
  return out;
}
std::vector<std::int64_t> final_values_of(std::vector<ProtocolExecution> const& all, std::int64_t object) {
  std::set<std::int64_t> out;
  for (auto const& x : all)
    out.insert(final_value(x.execution, address(static_cast<ObjectId>(object))).number);
  return {out.begin(), out.end()};
}

TEST(Simulate, ReachesEachOrderOfTwoWrites) {
  Builder p(2);
  auto const x = p.word("x");
  p.task("a", {0}, {store(x, 1)});
  p.task("b", {1}, {store(x, 2)});
  EXPECT_EQ(final_values_of(simulated(p.finished()), 0), (std::vector<std::int64_t>{1, 2}));
}
TEST(Simulate, IsTheSameForTheSameSeed) {
  Builder p(2);
  auto const x = p.word("x");
  for (CpuId cpu : {0u, 1u}) p.task("t", {cpu}, {add(x, 1), load(0, x), store(x, use(0)), add(x, 2)});
  auto const protocol = p.finished();
  auto const turns = [&](std::uint64_t seed) {
    std::vector<std::size_t> out;
    for (auto const& x_ : simulated(protocol, seed)) out.push_back(x_.execution.rf.pairs().front().first);
    return out;
  };
  EXPECT_EQ(turns(7), turns(7));
  EXPECT_NE(simulated(protocol, 7).front().execution.rf.pairs(),
            simulated(protocol, 8).front().execution.rf.pairs());
}
// What two reads see in some execution that the model allows, of those that stray.
std::set<std::pair<std::int64_t, std::int64_t>> seen_astray(Protocol const& protocol, char const* model) {
  proofs::SimulationLimits limits;
  limits.runs = 0;
  limits.astray = 100;
  auto const loaded = load_model_for_protocols(model);
  std::set<std::pair<std::int64_t, std::int64_t>> out;
  for (auto const& x : proofs::simulate(protocol, limits).executions) {
    if (!proofs::complaints(protocol, loaded, x, 1000).empty()) continue;
    std::vector<std::int64_t> reads;
    for (auto const& event : x.execution.events)
      if (event.kind == EventKind::Read) reads.push_back(event.value.number);
    out.emplace(reads.at(0), reads.at(1));
  }
  return out;
}
using Pairs = std::set<std::pair<std::int64_t, std::int64_t>>;

TEST(Simulate, SeesWhatIsOverwrittenWhereAccessesStray) {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("a", {0}, {store(x, 1), load(0, y)});
  p.task("b", {1}, {store(y, 1), load(0, x)});
  EXPECT_EQ(seen_astray(p.finished(), "lkmm"), (Pairs{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  EXPECT_EQ(seen_astray(p.finished(), "sc"), (Pairs{{0, 1}, {1, 0}, {1, 1}}));
}
TEST(Simulate, SeesWhatIsStillToComeWhereAccessesStray) {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("a", {0}, {load(0, x), store(y, 1)});
  p.task("b", {1}, {load(0, y), store(x, 1)});
  EXPECT_EQ(seen_astray(p.finished(), "lkmm"), (Pairs{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  EXPECT_EQ(seen_astray(p.finished(), "tso"), (Pairs{{0, 0}, {0, 1}, {1, 0}}));
}
TEST(Simulate, WritesComeBeforeOthersWhereAccessesStray) {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("a", {0}, {store(x, 1), store(y, 2)});
  p.task("b", {1}, {store(y, 1), store(x, 2)});
  proofs::SimulationLimits limits;
  limits.runs = 0;
  limits.astray = 100;
  auto const lkmm = load_model_for_protocols("lkmm");
  Pairs out;
  for (auto const& one : proofs::simulate(p.finished(), limits).executions)
    if (proofs::complaints(p.finished(), lkmm, one, 1000).empty())
      out.emplace(final_value(one.execution, address(0)).number,
                  final_value(one.execution, address(1)).number);
  EXPECT_EQ(out, (Pairs{{1, 1}, {1, 2}, {2, 1}, {2, 2}}));
}
TEST(Simulate, EndsWhereARunIsStuck) {
  Builder p(2);
  auto const l = p.lock_word("l");
  for (CpuId cpu : {0u, 1u}) p.task("t", {cpu}, {lock(l)});
  auto const all = simulated(p.finished());
  EXPECT_EQ(all.size(), 2u); // either has it
  for (auto const& x : all) EXPECT_EQ(x.execution.completion, Completion::Stuck);
}
TEST(Simulate, TakesBackWhatCannotGoOn) {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("t", {0}, {store(x, 1)});
  for (int i = 0; i < 3; ++i) p.act("agent", {1}, {load(0, x), assume(use(0)), add(y, 1)});
  auto const all = simulated(p.finished());
  EXPECT_EQ(final_values_of(all, 1), (std::vector<std::int64_t>{0, 1, 2, 3}));
}
TEST(Simulate, NamesActsInTheOrderOfTheirCpus) {
  Builder p(3);
  auto const x = p.word("x");
  p.task("t", {0}, {store(x, 1)});
  for (int i = 0; i < 2; ++i) p.act("agent", {1, 2}, {add(x, 1)});
  bool is_later_cpu_first = false;
  for (auto const& execution : simulated(p.finished())) {
    std::vector<barrister::Run const*> acts;
    for (auto const& run : execution.runs)
      if (run.context != 0) acts.push_back(&run);
    std::ranges::sort(acts, {}, [](barrister::Run const* run) { return run->context; });
    if (acts.size() < 2) continue;
    EXPECT_LE(acts[0]->cpu, acts[1]->cpu);
    is_later_cpu_first = is_later_cpu_first || acts[0] > acts[1];
  }
  EXPECT_TRUE(is_later_cpu_first);
}
TEST(Simulate, TellsWhatAnInterruptWasRaisedBy) {
  Builder p(2);
  auto const x = p.word("x");
  auto const handler = p.interrupt("handler", {add(x, 1)});
  p.task("a", {0}, {raise(handler, constant(1)), store(x, 5), raise(handler, constant(1))});
  auto const all = simulated(p.finished());
  EXPECT_GE(all.size(), 2u);
  for (auto const& execution : all) {
    std::set<std::size_t> causes;
    for (auto const& run : execution.runs)
      if (run.cause) causes.insert(run.cause->step);
    EXPECT_EQ(causes, (std::set<std::size_t>{0, 2}));
  }
}

} // namespace
} // namespace barrister
