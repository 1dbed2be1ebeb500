// SPDX-License-Identifier: BSD-2-Clause
// Who has its turn when: interrupts, acts, and tasks that are current.
#include "answers.hpp"
#include <gtest/gtest.h>

namespace barrister::protocol_parts {
namespace {

using Kind = Claim::Kind;
using Owner = OwnedVariable::Owner;

TEST(Interrupt, OnTheOwnCpuWaitsForALockThatIsTakenWithInterruptsOn) {
  for (bool const irqs_off : {false, true}) {
    Builder p(1);
    auto const l = p.lock_word("l"), x = p.word("x");
    auto const handler = p.interrupt("handler", {fence(Tag::Mb), lock(l), add(x, 1), unlock(l)});
    auto const a = p.task("a", {0},
                          together({{raise(handler, this_cpu())},
                                    irqs_off ? spin_lock_irq(l) : spin_lock(l),
                                    {add(x, 1)},
                                    irqs_off ? spin_unlock_irq(l) : spin_unlock(l)}));
    p.claim(Kind::NoDeadlock, "goes on");
    p.claim(Kind::Cover, "both", is(x, 2));
    p.terminates(a);
    EXPECT_EQ(answers(p), irqs_off ? "holds holds holds" : "deadlock holds deadlock");
  }
}
TEST(Interrupt, SpinsAtALockThatIsHeld) {
  Builder own(1);
  auto const l = own.lock_word("l"), x = own.word("x");
  auto const handler = own.interrupt("handler", together({spin_lock(l), {add(x, 1)}, spin_unlock(l)}));
  auto const a = own.task("a", {0}, {lock(l), raise(handler, this_cpu()), fence(Tag::Mb), unlock(l)});
  own.terminates(a);
  own.claim(Kind::NoDeadlock, "goes on");
  own.claim(Kind::Finally, "handled", is(x, 1));
  EXPECT_EQ(answers(own), "deadlock deadlock violated");
  // Another CPU takes the lock for ever: after the handler, or it spins.
  Builder other(2);
  auto const m = other.lock_word("m");
  auto const late = other.interrupt("handler", {lock(m), unlock(m)});
  auto const b = other.task("b", {0}, {raise(late, this_cpu()), fence(Tag::Mb)});
  other.task("c", {1}, {lock(m)});
  other.terminates(b);
  other.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(other), "deadlock deadlock");
}
TEST(Interrupt, BeginsThoughItWaitsAndDoesNotWhereItAssumesWhatIsNotSo) {
  for (bool const waits : {true, false}) {
    Builder p(1);
    auto const y = p.word("y"), x = p.word("x");
    Block const waiting{wait_until(0, y, use(0))}, arriving{load(0, y), assume(use(0))};
    auto const handler = p.interrupt("handler", together({waits ? waiting : arriving, {store(x, 1)}}));
    auto const a = p.task("a", {0}, {raise(handler, this_cpu()), fence(Tag::Mb)});
    p.terminates(a);
    p.claim(Kind::NoDeadlock, "goes on");
    EXPECT_EQ(answers(p), waits ? "deadlock deadlock" : "holds holds");
  }
}
TEST(Interrupt, EnablesInterruptsForOthers) {
  for (bool const enables : {true, false}) {
    Builder p(1);
    auto const x = p.word("x"), inside = p.word("inside");
    auto const inner = p.interrupt("inner", {load(0, x), when(use(0), {store(inside, 1)})});
    auto const outer = p.interrupt(
        "outer", {store(x, 1), mask(enables ? -1 : 0, 0), fence(Tag::Mb), mask(1, 0), store(x, 0)});
    p.task("a", {0}, {raise(inner, this_cpu()), raise(outer, this_cpu())});
    p.claim(Kind::Cover, "inside", is(inside, 1));
    EXPECT_EQ(answers(p), enables ? "holds" : "violated");
  }
}
TEST(Interrupt, IsOffAsSavedFlagsSay) {
  // Saved twice, and restored in this order or the other one: off and then on, or on and then off.
  for (LocalId const first : {1u, 2u}) {
    Builder p(1);
    auto const l = p.lock_word("l");
    auto const handler = p.interrupt("handler", {lock(l), unlock(l)});
    p.task("a", {0},
           {raise(handler, this_cpu()), save_flags(1), save_flags(2), lock(l), restore_flags(first),
            unlock(l), restore_flags(3 - first), lock(l), mask(1, 0), unlock(l), mask(-1, 0)});
    p.claim(Kind::NoDeadlock, "goes on");
    EXPECT_EQ(answers(p), "deadlock") << first;
  }
  Builder p(1);
  auto const l = p.lock_word("l");
  auto const handler = p.interrupt("handler", {lock(l), unlock(l)});
  p.task("a", {0},
         {raise(handler, this_cpu()), save_flags(1), save_flags(2), lock(l), restore_flags(2), unlock(l),
          restore_flags(1)});
  p.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "holds");
}
TEST(Interrupt, IsSentToAnotherCpuAndHandled) {
  Builder p(2);
  auto const done = p.word("done"), y = p.word("y");
  auto const handler = p.interrupt("handler", {store(y, this_cpu()), store(done, 1)});
  auto const a = p.task("a", {0}, {raise(handler, constant(1)), wait_until(0, done, use(0))});
  p.terminates(a);
  p.claim(Kind::Finally, "handled over there", is(y, 1));
  EXPECT_EQ(answers(p), "holds holds");
}
TEST(Interrupt, IsNotTakenWhileInterruptsAreOff) {
  // a waits for its own CPU's handler.
  for (bool const irqs_off : {false, true}) {
    Builder p(1);
    auto const done = p.word("done");
    auto const handler = p.interrupt("handler", {store(done, 1)});
    Block const off{mask(1, 0)}, on{mask(-1, 0)};
    Block const body{raise(handler, this_cpu()), wait_until(0, done, use(0))};
    auto const a = p.task("a", {0}, irqs_off ? together({off, body, on}) : body);
    p.terminates(a);
    EXPECT_EQ(answers(p), irqs_off ? "deadlock" : "holds");
  }
}
TEST(Interrupt, RunsOnceForEachTimeItIsRaised) {
  Builder p(2);
  auto const x = p.word("x");
  auto const handler = p.interrupt("handler", {add(x, 1)});
  p.task("a", {0}, {raise(handler, constant(1)), raise(handler, constant(1)), raise(handler, constant(0))});
  p.claim(Kind::Finally, "three", is(x, 3));
  EXPECT_EQ(answers(p), "holds");
}
TEST(Interrupt, CanBeDeclined) {
  Builder p(1);
  auto const x = p.word("x");
  auto const wanted = p.owned("wanted", Owner::Cpu);
  auto const handler = p.interrupt("handler", {owned_load(0, wanted), assume(use(0)), add(x, 1)});
  p.task("a", {0}, {raise(handler, this_cpu()), choose(0, 2), owned_store(wanted, use(0))});
  p.claim(Kind::Cover, "declined", is(x, 0));
  p.claim(Kind::Cover, "taken", is(x, 1));
  p.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "holds holds holds");
  // What is wanted at the end is taken.
  for (auto const& s : end_states(p.finished(), 0).states) EXPECT_EQ(s.cells[0], s.owned[wanted][0]);
}
TEST(Interrupt, RunsToItsEndBeforeTheTaskGoesOn) {
  Builder p(1);
  auto const x = p.word("x"), bad = p.word("bad");
  auto const handler = p.interrupt("handler", {store(x, 1), store(x, 0)});
  p.task("a", {0}, {raise(handler, this_cpu()), load(0, x), when(use(0), {store(bad, 1)})});
  p.claim(Kind::Never, "halfway", is(bad, 1));
  EXPECT_EQ(answers(p), "holds");
}
TEST(Interrupt, IsNotInterruptedByAnother) {
  for (CpuId const other : {0u, 1u}) {
    Builder p(2);
    auto const x = p.word("x");
    auto const handler =
        p.interrupt("handler", {load(0, x), store(x, compute(use(0), Operator::Add, constant(1)))});
    p.task("a", {0}, {raise(handler, constant(0)), raise(handler, constant(other))});
    p.claim(Kind::Finally, "nothing is lost", is(x, 2));
    EXPECT_EQ(answers(p), other == 0 ? "holds" : "violated");
  }
}
TEST(Interrupt, OnACpuThatIsNotThereIsAFault) {
  Builder p(2);
  p.word("x");
  auto const handler = p.interrupt("handler", {});
  p.task("a", {0}, {raise(handler, constant(2))});
  p.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "fault");
}
TEST(Interrupt, ComesBetweenAStoreAndTheMaskBehindIt) {
  for (bool const is_outside : {true, false}) {
    Builder p(1);
    auto const x = p.word("x"), y = p.word("y"), between = p.word("between");
    auto const handler = p.interrupt(
        "handler", {load(0, x), load(1, y), when(use(0), {when(logical_not(use(1)), {store(between, 1)})})});
    Block const first{store(x, 1)}, off{mask(1, 0)};
    p.task("a", {0},
           together({{raise(handler, this_cpu())},
                     is_outside ? first : off,
                     is_outside ? off : first,
                     {store(y, 1), mask(-1, 0)}}));
    p.claim(Kind::Never, "between", is(between, 1));
    p.claim(Kind::Cover, "elsewhere", is(between, 0));
    EXPECT_EQ(answers(p), is_outside ? "violated holds" : "holds holds");
  }
}
TEST(Interrupt, MayComeBeforeATaskThatDisablesThemFirstOfAll) {
  // b spins with interrupts off for what the handler on its CPU must do first, or has already done.
  Builder p(2);
  auto const l = p.lock_word("l"), done = p.word("done");
  auto const handler = p.interrupt("handler", {store(done, 1)});
  p.task(
      "a", {0},
      together({spin_lock(l), {raise(handler, constant(1)), wait_until(0, done, use(0))}, spin_unlock(l)}));
  p.task("b", {1}, together({spin_lock_irq(l), spin_unlock_irq(l)}));
  p.claim(Kind::Cover, "handled", is(done, 1));
  p.claim(Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "holds deadlock");
}

TEST(Act, HappensOrNotAndInOrder) {
  Builder p(1);
  auto const x = p.word("x");
  for (int i = 0; i < 2; ++i)
    p.act("agent", {0}, {load(0, x), store(x, compute(use(0), Operator::Add, constant(1)))});
  p.task("a", {0}, {fence(Tag::Mb)});
  for (int n = 0; n < 3; ++n) p.claim(Kind::Cover, "n", is(x, n));
  p.claim(Kind::Never, "more", is(x, 3));
  p.claim(Kind::Never, "none", is(x, 1)).without = {"agent"};
  EXPECT_EQ(answers(p), "holds holds holds holds holds");
}
TEST(Act, TheSecondOfAnAgentNeedsTheFirst) {
  Builder p(2);
  auto const x = p.word("x"), bad = p.word("bad");
  p.act("agent", {0}, {store(x, 1)});
  p.act("agent", {1}, {load(0, x), when(logical_not(use(0)), {store(bad, 1)})});
  p.task("a", {0}, {fence(Tag::Mb)});
  p.claim(Kind::Never, "after nothing", is(bad, 1));
  EXPECT_EQ(answers(p), "violated"); // it may begin before the first gets to its store
  Builder one(1);
  auto const y = one.word("y"), wrong = one.word("wrong");
  one.act("agent", {0}, {store(y, 1)});
  one.act("agent", {0}, {load(0, y), when(logical_not(use(0)), {store(wrong, 1)})});
  one.task("a", {0}, {fence(Tag::Mb)});
  one.claim(Kind::Never, "after nothing", is(wrong, 1));
  EXPECT_EQ(answers(one), "holds");
}
TEST(Act, TakesItsTurnAfterAnotherButAHandlerComesInside) {
  Builder p(1);
  auto const x = p.word("x"), bad = p.word("bad"), inside = p.word("inside");
  auto const handler = p.interrupt("handler", {load(0, x), when(use(0), {store(inside, 1)})});
  for (auto const* agent : {"one", "two"})
    p.act(agent, {0}, {load(0, x), when(use(0), {store(bad, 1)}), store(x, 1), store(x, 0)});
  p.task("a", {0}, {raise(handler, this_cpu())});
  p.claim(Kind::Never, "one inside the other", is(bad, 1));
  p.claim(Kind::Cover, "a handler inside", is(inside, 1));
  EXPECT_EQ(answers(p), "holds holds");
}
TEST(Act, TakesItsTurnAsAWhole) {
  for (CpuId const cpu : {0u, 1u}) { // on the CPU of the task, or another one
    Builder p(2);
    auto const x = p.word("x"), bad = p.word("bad");
    p.act("agent", {cpu}, {store(x, 1), store(x, 0)});
    p.task("a", {0}, {load(0, x), when(use(0), {store(bad, 1)})});
    p.claim(Kind::Never, "halfway", is(bad, 1));
    EXPECT_EQ(answers(p), cpu == 0 ? "holds" : "violated");
  }
}
TEST(Act, DoesNotPreemptWhereThatIsDisabled) {
  Builder p(1);
  auto const x = p.word("x"), bad = p.word("bad");
  p.act("agent", {0}, {store(x, 1)});
  p.task("a", {0},
         {mask(0, 1), load(0, x), load(1, x), mask(0, -1),
          when(logical_not(equal(use(0), use(1))), {store(bad, 1)})});
  p.claim(Kind::Never, "between", is(bad, 1));
  EXPECT_EQ(answers(p), "holds");
}

// An act makes the idle task current; or one does, and another brings the task back.
TEST(Current, ATaskExecutesItsStepsOnlyWhileItIs) {
  for (bool const is_brought_back : {false, true}) {
    Builder p(1);
    auto const x = p.word("x"), y = p.word("y");
    auto const current = p.current();
    auto const a = p.task("a", {0}, {store(x, 1), store(x, 2)});
    p.act("switch", {0}, {owned_store(current, constant(address(2, 0)))});
    if (is_brought_back) p.act("back", {0}, {owned_store(current, constant(address(2, 1)))});
    auto& start = p.start("a runs");
    start.owned = {{current, 0, address(2, 1)}};
    p.terminates(a);
    p.claim(Kind::Finally, "all or nothing", is(x, 2));
    p.claim(Kind::Finally, "untouched", is(y, 0));
    p.claim(Kind::Finally, "all without", is(x, 2)).without = {"back"};
    auto const protocol = p.finished();
    EXPECT_EQ(answers(protocol),
              is_brought_back ? "holds holds holds violated" : "deadlock violated holds violated");
    // Before the first store, and between the two; and once more where the act that brings it back has come.
    EXPECT_EQ(end_states(protocol, 0).unfinished, is_brought_back ? 4u : 0u);
  }
}
TEST(Current, IsHandedOverByAnAct) {
  Builder p(1);
  auto const x = p.word("x");
  auto const current = p.current();
  p.task("a", {0}, {store(x, 1)});
  p.task("b", {0}, {load(0, x), store(x, compute(use(0), Operator::Add, constant(10)))});
  p.act("switch", {0},
        {owned_load(0, current),
         when(equal(use(0), constant(address(1, 1))), {owned_store(current, constant(address(1, 2)))},
              {owned_store(current, constant(address(1, 1)))})});
  p.start("a runs").owned = {{current, 0, address(1, 1)}};
  p.claim(Kind::Finally, "a, then b", is(x, 11));
  p.claim(Kind::Cover, "and it can be", is(x, 11));
  auto const protocol = p.finished();
  EXPECT_EQ(answers(protocol), "holds holds");
  EXPECT_GT(end_states(protocol, 0).unfinished, 0u);
}
TEST(Current, AHandlerThatNeverEndsBlocksTheTaskThatIsNot) {
  Builder p(1);
  auto const l = p.lock_word("l");
  auto const current = p.current();
  auto const handler = p.interrupt("handler", {fence(Tag::Mb), lock(l)});
  p.task("a", {0}, {lock(l), raise(handler, this_cpu())});
  auto const b = p.task("b", {0}, {fence(Tag::Mb)});
  p.act("switch", {0}, {owned_store(current, constant(address(1, 2)))});
  p.start("a runs").owned = {{current, 0, address(1, 1)}};
  p.terminates(b);
  EXPECT_EQ(answers(p), "deadlock");
}

} // namespace
} // namespace barrister::protocol_parts
