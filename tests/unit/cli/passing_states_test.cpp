// SPDX-License-Identifier: BSD-2-Clause
// States whose executions are not kept are looked at all the same, and no other state gets by without one.
#include "cli/check_test.hpp"
#include "cli/models.hpp"
#include "cli/recheck.hpp"
#include "frontend/litmus/parse.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

// Seven final states.
constexpr auto text = "C three\n{}\n"
                      "P0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_mb(); int r0 = READ_ONCE(*y); }\n"
                      "P1(int *y, int *z) { WRITE_ONCE(*y, 1); smp_mb(); int r0 = READ_ONCE(*z); }\n"
                      "P2(int *z, int *x) { WRITE_ONCE(*z, 1); smp_mb(); int r0 = READ_ONCE(*x); }\n"
                      "exists (0:r0=0 /\\ 1:r0=1 /\\ 2:r0=1)\n";

struct PassingStatesTest : testing::Test {
  frontend::Diagnostics diagnostics;
  LitmusTest test = *frontend::load_litmus("three.litmus", text, diagnostics);
  MemoryModel memory = load_model("lkmm", {}, diagnostics)->memory;
  ReadyModel model{memory};
  solver::Options options{.engine = solver::Engine::Enumeration};
};

TEST_F(PassingStatesTest, TheAnswerIsTheSame) {
  auto const all = check_test(test, model, options, "");
  ASSERT_EQ(all.result.states.size(), 7u);
  options.most_executions = 2;
  auto const few = check_test(test, model, options, "");
  EXPECT_TRUE(few.complaints.empty());
  EXPECT_EQ(few.result.unknown, "");
  EXPECT_EQ(few.result.positive, all.result.positive);
  EXPECT_EQ(few.result.negative, all.result.negative);
  EXPECT_TRUE(std::ranges::equal(few.result.states, all.result.states, {}, &ReachedState::values,
                                 &ReachedState::values));
  auto const has_events = [](ReachedState const& s) { return !s.execution.events.empty(); };
  EXPECT_LT(std::ranges::count_if(few.result.states, has_events), 7);
  for (auto const& example : {few.result.satisfying, few.result.falsifying}) {
    ASSERT_TRUE(example);
    EXPECT_TRUE(has_events(few.result.states[*example]));
  }
}

TEST_F(PassingStatesTest, AStateThatNobodyLookedAtIsNotTaken) {
  auto result = solver::verify(test, memory, options);
  PassingStates const none(test, model, options.unroll);
  EXPECT_TRUE(recheck(test, model, result, options.unroll, {}, &none).empty());
  result.states.back().execution = Execution();
  EXPECT_FALSE(recheck(test, model, result, options.unroll, {}, &none).empty());
}

TEST_F(PassingStatesTest, WhatIsWrongWithOneIsSaid) {
  auto result = solver::verify(test, memory, options);
  PassingStates passed(test, model, options.unroll);
  auto state = result.states.back();
  state.execution.co = Relation(state.execution.events.size());
  passed.look_at(state);
  EXPECT_FALSE(passed.complaints().empty());
  EXPECT_FALSE(recheck(test, model, result, options.unroll, {}, &passed).empty());
}

TEST_F(PassingStatesTest, WithoutTimeNothingIsSaid) {
  auto result = solver::verify(test, memory, options);
  auto const before = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  EXPECT_TRUE(recheck(test, model, result, options.unroll, before).empty());
  EXPECT_EQ(result.unknown, "timeout");
  EXPECT_TRUE(result.states.empty());
  EXPECT_EQ(result.positive + result.negative, 0u);
}

} // namespace
} // namespace barrister::cli
