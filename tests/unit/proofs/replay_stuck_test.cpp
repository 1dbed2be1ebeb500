// SPDX-License-Identifier: BSD-2-Clause
// Claimed executions of protocols in which somebody waits for ever.
#include "tests/unit/proofs/replay_cases.hpp"

namespace barrister {
namespace {

using namespace replay_cases;

TEST(Replay, WhoIsStuckWaitsForWhatIsFalse) {
  Case c{protocol({task({0}, {store(y, 1), wait_for(r0, x), store(y, 2)}), task({1}, {store(z, 1)})}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 1}, {1, 1}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  auto it = c.execution();
  it.execution.completion = Completion::Complete;
  EXPECT_EQ(replay(c.protocol, it), only("the execution does not end as it says"));
  auto passes = c;
  passes.protocol.program.threads[1].body = {store(x, 1)};
  EXPECT_EQ(passes.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
  passes = c;
  passes.protocol.program.threads[0].body[1] = load(r0, x);
  EXPECT_EQ(passes.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
  passes = c;
  passes.runs[0].steps = 0;
  EXPECT_EQ(passes.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
  passes = c;
  passes.runs[0] = {0, 0, {0}};
  EXPECT_EQ(passes.complaints(), only("c0 on CPU 0 waits for ever on the values it reads"));
}
TEST(Replay, LocksAndRmwsWait) {
  Rmw take{Rmw::Kind::Exchange, Operator::Add, RmwResult::Old, r0, cell(x), constant(1), nullptr, {}};
  take.until = negation(local(r0));
  for (auto const& waits : {lock(x), Statement{take}}) {
    Case c{protocol({task({0}, {waits}), task({1}, {lock(x)})}),
           {{0, 0, {}, {}, {}, RunEnd::Stuck, 0}, {1, 1, {0}}}};
    EXPECT_EQ(c.complaints(), Complaints{});
    c.protocol.program.threads[1].body.push_back(unlock(x));
    EXPECT_EQ(c.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
  }
}
TEST(Replay, GracePeriodsWaitForReadersThatNeverEnd) {
  Case c{protocol({task({0}, {fence(Tag::SyncRcu)}), task({1}, {fence(Tag::RcuLock), wait_for(r0, x)})}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 1}, {1, 1, {}, {}, {}, RunEnd::Stuck, 1}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.runs[0].steps = 0; // it could begin
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
  c.runs[0].steps = 1;
  c.protocol.program.threads[1].body.insert(c.protocol.program.threads[1].body.begin() + 1,
                                            fence(Tag::RcuUnlock));
  c.runs[1].steps = 2;
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 is said to be stuck, and nothing holds it"));
}
TEST(Replay, WhatIsUnderAStuckRunIsStuck) {
  Block const first{raise(2, 0), store(x, 1)}, other{store(z, 1)}, handler{store(z, 2), wait_for(r0, y)};
  Case c{protocol({task({0}, first), task({0}, other), interrupt(handler)}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 1},
          {1, 0, {}, {}, {}, RunEnd::Stuck, 0},
          {2, 0, {}, {}, {}, RunEnd::Stuck, 1, Run::Cause{0, 0}}},
         {{{0, 1}, {2, 1}}, {}}};
  EXPECT_EQ(c.complaints(), Complaints{}); // c1 never begins: its CPU is kept by the handler
  c.protocol.starts[0].cells = {{address(y), number(1)}};
  EXPECT_EQ(c.complaints(), only("c2 on CPU 0 is said to be stuck, and nothing holds it"));
}
Case case_of_handler(Block const& handler) {
  return {protocol({task({0}, {lock(x), raise(1, 0), store(z, 1)}), interrupt(handler)}),
          {{0, 0, {0}, {}, {}, RunEnd::Stuck, 2}, {1, 0, {}, {}, {}, RunEnd::Stuck, 1, Run::Cause{0, 1}}},
          {{{0, 2}, {1, 1}}, {}}};
}
TEST(Replay, AnInterruptThatWaitsHasBegun) {
  auto c = case_of_handler({mask(0, 1), wait_for(r0, y), mask(0, -1)});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.runs = {{0, 0, {0}}};
  c.turns = {{{0, 3}}, {}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 1 that can be taken"));
}
TEST(Replay, AnInterruptThatFindsALockHeldSpins) {
  auto c = case_of_handler({mask(0, 1), lock(x), mask(0, -1)});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.runs = {{0, 0, {0}}};
  c.turns = {{{0, 3}}, {}};
  EXPECT_NE(c.complaints(), Complaints{}); // it can be taken
}
TEST(Replay, ATaskStuckWithPreemptionOffKeepsItsCpu) {
  Case c{protocol({task({0}, {store(y, 1), mask(0, 1), wait_for(r0, x)}), task({0}, {store(z, 1)})}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 2}, {1, 0, {}, {}, {}, RunEnd::Stuck, 0}}};
  c.turns = {{{0, 2}}, {}};
  EXPECT_EQ(c.complaints(), Complaints{});
  auto before = c; // it is not kept from disabling preemption
  before.runs[0].steps = 1;
  before.turns = {{{0, 1}}, {}};
  EXPECT_EQ(before.complaints(), (Complaints{"c0 on CPU 0 is said to be stuck, and nothing holds it",
                                             "c1 on CPU 0 is said to be stuck, and nothing holds it"}));
  c.protocol.program.threads[0].body[1] = mask(0, 0);
  c.runs[0].steps = 1;
  c.turns = {{{0, 1}}, {}};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 is said to be stuck, and nothing holds it"));
}

} // namespace
} // namespace barrister
