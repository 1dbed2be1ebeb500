// SPDX-License-Identifier: BSD-2-Clause
#include "litmus.hpp"
#include "solver/enumerate/traces.hpp"
#include "solver/unfold/threads.hpp"
#include <gtest/gtest.h>
#include <set>

namespace barrister::solver {
namespace {

constexpr std::size_t plenty = 1000;

Traces traces(std::vector<std::string> const& bodies, std::size_t budget = plenty) {
  auto const program = small_test(bodies).program;
  return make_traces(unfold(program, 2), program, {budget});
}
// The values that local `id` of a thread ends with, over all its traces.
std::multiset<std::int64_t> finals(Traces const& t, CpuId cpu, LocalId id) {
  std::multiset<std::int64_t> out;
  for (auto const& trace : t.of_cpu[cpu]) out.insert(trace.locals[id].number);
  return out;
}
LocalId const r0 = 5; // behind the parameters x, y, z, p, l

TEST(Traces, OneForEachValueThatMightBeRead) {
  auto const t =
      traces({"r0 = READ_ONCE(*x);", "WRITE_ONCE(*x, 1);", "WRITE_ONCE(*x, 2); WRITE_ONCE(*y, 3);"});
  EXPECT_EQ(finals(t, 0, r0), (std::multiset<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(t.of_cpu[1].size(), 1u);
  EXPECT_EQ(t.of_cpu[2].size(), 1u);
  EXPECT_FALSE(t.cut);
  EXPECT_FALSE(t.exhausted);
}
TEST(Traces, BranchesNotTakenHaveNoEvents) {
  auto const t = traces({"r0 = READ_ONCE(*x); if (r0) WRITE_ONCE(*y, 1);", "WRITE_ONCE(*x, 1);"});
  ASSERT_EQ(t.of_cpu[0].size(), 2u);
  EXPECT_NE(t.of_cpu[0][0].events.size(), t.of_cpu[0][1].events.size());
}
TEST(Traces, ValuesAreComputedFromValues) {
  auto const increment = "r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1);";
  auto const t = traces({increment, increment});
  EXPECT_TRUE(finals(t, 0, r0).contains(1));
  EXPECT_FALSE(finals(t, 0, r0).contains(5));
}
TEST(Traces, NothingComesOutOfThinAir) {
  auto const t =
      traces({"r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0);", "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0);"});
  EXPECT_EQ(finals(t, 0, r0), (std::multiset<std::int64_t>{0}));
}
TEST(Traces, StuckRunsHaveNone) {
  EXPECT_EQ(traces({"spin_lock(l); spin_unlock(l);", "spin_lock(l); spin_unlock(l);"}).of_cpu[0].size(), 1u);
}
TEST(Traces, CutRunsHaveNoneButAreNoticed) {
  auto const t =
      traces({"r0 = READ_ONCE(*x); while (r0 == 0) { r0 = READ_ONCE(*x); }", "WRITE_ONCE(*x, 1);"});
  EXPECT_TRUE(t.cut);
  EXPECT_EQ(finals(t, 0, r0), (std::multiset<std::int64_t>{1, 1, 1})); // after 0, 1 or 2 rounds
}
TEST(Traces, WhatHasNoMeaningHasNone) {
  auto const t = traces({"r0 = READ_ONCE(*x); r1 = 1 / r0;", "WRITE_ONCE(*x, 1);"});
  EXPECT_EQ(finals(t, 0, r0), (std::multiset<std::int64_t>{1}));
}
TEST(Traces, AnEndedBudgetIsSaid) {
  EXPECT_TRUE(traces({"r0 = READ_ONCE(*x);", "WRITE_ONCE(*x, 1);"}, 1).exhausted);
}

} // namespace
} // namespace barrister::solver
