// SPDX-License-Identifier: BSD-2-Clause
// Deadlocks, and what goes on for ever although everyone is treated fairly.
#include "answers.hpp"
#include <gtest/gtest.h>

namespace barrister::protocol_parts {
namespace {

using Kind = Claim::Kind;

Block both(ExpressionPtr const& first, ExpressionPtr const& second) {
  return together({spin_lock(first), spin_lock(second), spin_unlock(second), spin_unlock(first)});
}
Block for_ever(Block body) { return {loop({}, constant(1), std::move(body))}; }
// while (!READ_ONCE(*x)) body;
Block while_not(ExpressionPtr const& x, Block body) {
  return {loop({load(0, x)}, logical_not(use(0)), std::move(body))};
}

TEST(Deadlock, ByTheOrderOfLocks) {
  for (bool const same_order : {true, false}) {
    Builder p(2);
    auto const l = p.lock_word("l"), m = p.lock_word("m");
    auto const a = p.task("a", {0}, both(l, m));
    p.task("b", {1}, same_order ? both(l, m) : both(m, l));
    p.claim(Kind::NoDeadlock, "goes on");
    p.terminates(a);
    EXPECT_EQ(answers(p), same_order ? "holds holds" : "deadlock deadlock");
  }
}
TEST(Deadlock, SpinningWithPreemptionOffKeepsTheOtherTaskFromItsCpu) {
  Builder p(1);
  auto const m = p.word("m");
  auto const a = p.task("a", {0}, {mutex_lock(m), store(m, 0)});
  p.task("b", {0}, {mask(0, 1), mutex_lock(m), store(m, 0), mask(0, -1)});
  p.terminates(a);
  EXPECT_EQ(answers(p), "deadlock");
}

TEST(Livelock, WaitingForAFlagThatIsSetEnds) {
  for (bool const is_set : {true, false}) {
    Builder p(2);
    auto const stop = p.word("stop");
    auto const a = p.task("a", {0}, while_not(stop, {fence(Tag::Mb)}));
    auto const b = p.task("b", {1}, {is_set ? store(stop, 1) : fence(Tag::Mb)});
    p.terminates(a);
    p.terminates(b);
    EXPECT_EQ(answers(p), is_set ? "holds holds" : "livelock holds");
  }
}
TEST(Livelock, ByRetryWithSideEffects) {
  Builder p(2);
  auto const x = p.word("x"), l = p.lock_word("l");
  auto const a = p.task("a", {0}, while_not(x, together({spin_lock(l), {store(x, 0)}, spin_unlock(l)})));
  auto const b = p.task("b", {1}, {store(x, 1)}); // may come between load and store
  p.terminates(a);
  p.terminates(b);
  EXPECT_EQ(answers(p), "livelock holds");
}
TEST(Livelock, WhereTheCycleHasAHandlerOfAnotherCpu) {
  Builder p(2);
  auto const done = p.word("done"), answer = p.word("answer");
  auto const handler = p.interrupt("handler", {store(done, 1)});
  auto const a =
      p.task("a", {0},
             while_not(answer, {store(done, 0), raise(handler, constant(1)), wait_until(1, done, use(1))}));
  p.terminates(a);
  EXPECT_EQ(answers(p), "livelock");
}
TEST(Livelock, AnActNeedNotHappenAndMayDoItOnce) {
  Builder p(2);
  auto const x = p.word("x");
  p.act("agent", {1}, {store(x, 1)});
  auto const a = p.task("a", {0}, while_not(x, {}));
  p.terminates(a);
  EXPECT_EQ(answers(p), "livelock");
}
TEST(Livelock, ByActsThatRecurWhereTwoOfThemDoNotDo) {
  for (bool const disturbs : {true, false}) {
    Builder p(2);
    auto const x = p.word("x"), y = p.word("y");
    auto const flip = disturbs ? x : y;
    for (auto i = 0; i < 2; ++i) p.act("agent", {1}, {load(0, flip), store(flip, logical_not(use(0)))});
    // Until x is the same twice.
    auto const a = p.task("a", {0}, {loop({load(0, x), load(1, x)}, logical_not(equal(use(0), use(1))), {})});
    p.terminates(a);
    p.terminates(a).any_times = {"agent"};
    EXPECT_EQ(answers(p), disturbs ? "holds livelock" : "holds holds");
  }
}
TEST(Livelock, ATaskWithoutTheCpuGetsIt) {
  for (bool const preemptible : {true, false}) {
    Builder p(1);
    auto const x = p.word("x");
    Block const off{mask(0, 1)}, on{mask(0, -1)};
    auto const a = p.task("a", {0},
                          preemptible ? while_not(x, together({off, {fence(Tag::Mb)}, on}))
                                      : together({off, while_not(x, {}), on}));
    p.task("b", {0}, {store(x, 1)});
    p.terminates(a);
    EXPECT_EQ(answers(p), preemptible ? "holds" : "livelock");
  }
}
TEST(Fairness, WhoWaitsForALockGetsIt) {
  for (bool const tries : {false, true}) { // trylock() has no queue
    Builder p(2);
    auto const l = p.lock_word("l");
    auto const a =
        p.task("a", {0}, {tries ? loop({trylock(0, l)}, logical_not(use(0)), {}) : lock(l), unlock(l)});
    p.task("b", {1}, for_ever({lock(l), unlock(l)}));
    p.terminates(a);
    EXPECT_EQ(answers(p), tries ? "livelock" : "holds");
  }
}
TEST(Fairness, WhoWaitsForAMutexGetsItButWhoReadsAFlagMayMissIt) {
  for (bool const is_mutex : {true, false}) {
    Builder p(2);
    auto const m = p.word("m");
    auto const a =
        p.task("a", {0}, {is_mutex ? mutex_lock(m) : wait_until(0, m, logical_not(use(0))), store(m, 0)});
    p.task("b", {1}, for_ever({store(m, 1), store(m, 0)}));
    p.terminates(a);
    EXPECT_EQ(answers(p), is_mutex ? "holds" : "livelock");
  }
}
TEST(Fairness, AnInterruptThatIsAdmittedAgainAndAgainIsTaken) {
  for (bool const declines : {false, true}) {
    Builder p(1);
    auto const x = p.word("x");
    auto const never = p.owned("never", OwnedVariable::Owner::Cpu);
    Block const refuse{owned_load(0, never), assume(use(0))}, none;
    auto const handler = p.interrupt("handler", together({declines ? refuse : none, {store(x, 1)}}));
    auto const a =
        p.task("a", {0},
               together({{raise(handler, this_cpu())},
                         while_not(x, {fence(Tag::Mb), mask(1, 0), fence(Tag::Mb), mask(-1, 0)})}));
    p.terminates(a);
    EXPECT_EQ(answers(p), declines ? "livelock" : "holds");
  }
}
TEST(Fairness, AGracePeriodPassesOnceItsReadersHaveEnded) {
  Builder p(2);
  auto const stop = p.word("stop");
  auto const a = p.task("a", {0}, {fence(Tag::SyncRcu), store(stop, 1)});
  auto const b = p.task("b", {1}, while_not(stop, {fence(Tag::RcuLock), fence(Tag::RcuUnlock)}));
  p.terminates(a);
  p.terminates(b);
  EXPECT_EQ(answers(p), "holds holds");
}
TEST(Fairness, TheSchedulerMakesATaskCurrentSomeTime) {
  // a waits for b, which is not current. That no act came to change that is no one's mistake, if one could.
  for (bool const is_scheduled : {true, false}) {
    Builder p(1);
    auto const x = p.word("x");
    auto const current = p.current();
    auto const a = p.task("a", {0}, while_not(x, {}));
    p.task("b", {0}, {store(x, 1)});
    p.act("switch", {0},
          {choose(0, 2), assume(constant(is_scheduled ? 1 : 0)),
           when(use(0), {owned_store(current, constant(address(1, 1)))},
                {owned_store(current, constant(address(1, 2)))})});
    p.start("a runs").owned = {{current, 0, address(1, 1)}};
    p.terminates(a);
    EXPECT_EQ(answers(p), is_scheduled ? "holds" : "livelock");
  }
}
TEST(Livelock, OfAHandler) {
  Builder p(2);
  auto const x = p.word("x");
  auto const handler = p.interrupt("handler", while_not(x, {}));
  p.task("a", {0}, {raise(handler, constant(1)), choose(0, 2), store(x, use(0))});
  p.terminates(handler);
  p.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "livelock holds");
}

} // namespace
} // namespace barrister::protocol_parts
