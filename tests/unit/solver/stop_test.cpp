// SPDX-License-Identifier: BSD-2-Clause
#include "litmus.hpp"
#include "solver/enumerate/stop.hpp"
#include "solver/enumerate/traces.hpp"
#include "solver/unfold/threads.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

// The traces of P0 when it goes no further than its event number `n`, counted from 0.
std::vector<Trace> stopped_at(EventId n, std::vector<std::string> const& bodies) {
  auto const program = small_test(bodies).program;
  auto const graph = unfold(program, 2);
  std::vector<EventId> const at{static_cast<EventId>(graph.initial_writes) + n};
  return make_traces(stopped(graph, at), program, {1000}).of_cpu[0];
}

TEST(Stop, LeavesWhatComesBefore) {
  auto const traces = stopped_at(1, {"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); WRITE_ONCE(*z, 1);"});
  ASSERT_EQ(traces.size(), 1u);
  EXPECT_EQ(traces[0].events.size(), 1u);
}
TEST(Stop, RunsThatDoNotGetThereAreNone) {
  auto const traces = stopped_at(
      1, {"r0 = READ_ONCE(*x); if (r0) WRITE_ONCE(*y, 1); WRITE_ONCE(*z, 1);", "WRITE_ONCE(*x, 1);"});
  ASSERT_EQ(traces.size(), 1u);
  EXPECT_EQ(traces[0].events.size(), 1u);
  EXPECT_EQ(traces[0].locals[5], number(1)); // r0
}
TEST(Stop, WhatWouldComeAfterDoesNotMatter) {
  EXPECT_EQ(stopped_at(1, {"WRITE_ONCE(*x, 1); spin_lock(l); r1 = 1 / 0; while (1) { r0 = READ_ONCE(*x); }"})
                .size(),
            1u);
}
TEST(Stop, WhatComesBeforeDoes) {
  EXPECT_EQ(stopped_at(1, {"r0 = READ_ONCE(*x); r1 = 1 / r0; WRITE_ONCE(*y, 1);"}).size(), 0u);
  EXPECT_EQ(stopped_at(2, {"spin_lock(l); WRITE_ONCE(*y, 1);", "spin_lock(l); spin_unlock(l);"}).size(), 1u);
}
TEST(Stop, OtherCpusGoOn) {
  auto const program = small_test({"WRITE_ONCE(*x, 1);", "r0 = READ_ONCE(*x);"}).program;
  auto const graph = unfold(program, 2);
  std::vector<EventId> const at{static_cast<EventId>(graph.initial_writes)};
  auto const traces = make_traces(stopped(graph, at), program, {1000});
  EXPECT_TRUE(traces.of_cpu[0].at(0).events.empty());
  EXPECT_EQ(traces.of_cpu[1].at(0).events.size(), 1u);
}

} // namespace
} // namespace barrister::solver
