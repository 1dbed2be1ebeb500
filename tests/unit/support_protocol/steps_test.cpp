// SPDX-License-Identifier: BSD-2-Clause
// What single steps do, and which final states there are.
#include "answers.hpp"
#include "proofs/sc/state.hpp"
#include <gtest/gtest.h>

namespace barrister::protocol_parts {
namespace {

using Owner = OwnedVariable::Owner;

// The values of the first cell in final states.
std::vector<std::int64_t> values(Builder const& builder) {
  std::vector<std::int64_t> out;
  for (auto const& s : end_states(builder.finished(), 0).states) {
    auto const value = s.cells[0].number;
    if (out.empty() || out.back() != value) out.push_back(value);
  }
  return out;
}
using Values = std::vector<std::int64_t>;

Block increment(ExpressionPtr const& x) {
  return {load(0, x), store(x, compute(use(0), Operator::Add, constant(1)))};
}

TEST(Steps, AnUpdateIsLostWhereLoadAndStoreAreTwoSteps) {
  Builder p(2);
  auto const x = p.word("x");
  p.task("a", {0}, increment(x));
  p.task("b", {1}, increment(x));
  EXPECT_EQ(values(p), (Values{1, 2}));
}
TEST(Steps, AReadModifyWriteIsOneStep) {
  Builder p(2);
  auto const x = p.word("x");
  p.task("a", {0}, {add(x, 1)});
  p.task("b", {1}, {add(x, 1)});
  EXPECT_EQ(values(p), (Values{2}));
}
TEST(Steps, ALockKeepsTheOtherOut) {
  Builder p(2);
  auto const x = p.word("x"), l = p.lock_word("l");
  auto const guarded = together({spin_lock(l), increment(x), spin_unlock(l)});
  p.task("a", {0}, guarded);
  p.task("b", {1}, guarded);
  p.claim(Claim::Kind::NoDeadlock, "goes on");
  EXPECT_EQ(values(p), (Values{2}));
  EXPECT_EQ(answers(p), "holds");
}
TEST(Steps, TwoTasksOfOneCpuAlternateUnlessPreemptionIsOff) {
  for (bool const is_off : {false, true}) {
    Builder p(1);
    auto const x = p.word("x");
    Block const before{mask(0, 1)}, behind{mask(0, -1)};
    auto const body = is_off ? together({before, increment(x), behind}) : increment(x);
    p.task("a", {0}, body);
    p.task("b", {0}, body);
    EXPECT_EQ(values(p), is_off ? (Values{2}) : (Values{1, 2}));
  }
}
TEST(Steps, ChoicesAreAllTried) {
  Builder p(1);
  auto const x = p.word("x");
  p.task("a", {0},
         {choose(0, 3), choose(1, 2), assume(logical_not(equal(0, 1))),
          store(x, compute(use(0), Operator::Add, use(1)))});
  EXPECT_EQ(values(p), (Values{0, 1, 2, 3}));
}
TEST(Steps, WhatFailsAnAssumeDoesNotExist) {
  Builder p(2);
  auto const x = p.word("x", 5);
  p.task("a", {0}, {load(0, x), assume(equal(0, 6))});
  p.task("b", {1}, {store(x, 6)});
  EXPECT_EQ(values(p), (Values{6}));
  EXPECT_EQ(end_states(p.finished(), 0).states.size(), 1u);
}
TEST(Steps, LeavingAndLooping) {
  Builder p(1);
  auto const x = p.word("x");
  auto const plus_one = assign(0, compute(use(0), Operator::Add, constant(1)));
  // for (r0 = 0; r0 < 9; ) { r0++; if (r0 == 2) continue; x++; if (r0 == 4) break; }
  Block const round{plus_one, when(equal(0, 2), {leave(0)}), add(x, 1), when(equal(0, 4), {leave(1)})};
  p.task("a", {0},
         {labelled({loop({}, compute(use(0), Operator::Less, constant(9)), {labelled(round)})}),
          when(equal(0, 4), {add(x, 10)}, {add(x, 100)})});
  EXPECT_EQ(values(p), (Values{13}));
}
TEST(Steps, LocalsAreKeptForTheNextRoundAndForWhatFollowsALabel) {
  Builder p(1);
  auto const x = p.word("x");
  // for (;;) { x += r1; if (r1) { r2 = 5; break; } x++; r1 = 3; } x += r2;
  auto const plus = [&x](ExpressionPtr const& e) { return arithmetic(Operator::Add, x, e); };
  p.task(
      "a", {0},
      {labelled({loop({}, constant(1),
                      {plus(use(1)), when(use(1), {assign(2, constant(5)), fence(Tag::Mb), leave(0)}),
                       assign(1, constant(3)), add(x, 1)})}),
       plus(use(2)),
       // { r2 = 20; if (r2) { mb; break; } r2 = 0; } x += r2;
       labelled({assign(2, constant(20)), when(use(2), {fence(Tag::Mb), leave(0)}), assign(2, constant(0))}),
       plus(use(2))});
  EXPECT_EQ(values(p), (Values{0 + 1 + 3 + 5 + 20}));
}
TEST(Steps, StoresAndOwnedStoresAreCut) {
  Builder p(1);
  auto const x = p.word("x");
  auto const v = p.owned("v", Owner::Context);
  p.task("a", {0},
         {owned_store(v, constant((std::int64_t{1} << 32) + 7)), owned_load(0, v), store(x, use(0))});
  EXPECT_EQ(values(p), (Values{7}));
}
TEST(Steps, AnOwnedVariableHasAValueForEachOwner) {
  for (auto const owner : {Owner::Cpu, Owner::Context}) {
    Builder p(2);
    auto const x = p.word("x");
    auto const v = p.owned("v", owner);
    p.task("a", {0}, {owned_store(v, constant(1))});
    p.task("b", {0, 1}, {owned_load(0, v), store(x, use(0))});
    EXPECT_EQ(values(p), owner == Owner::Cpu ? (Values{0, 1}) : (Values{0}));
  }
}
TEST(Steps, AStartSaysOtherInitialValues) {
  Builder p(2);
  auto const x = p.word("x");
  auto const v = p.owned("v", Owner::Cpu);
  auto& start = p.start("other");
  start.cells = {{address(0), number(3)}};
  start.owned = {{v, 1, number(4)}};
  p.task("a", {0, 1}, {owned_load(0, v), add(x, 1), when(equal(0, 4), {add(x, 10)})});
  EXPECT_EQ(values(p), (Values{4, 14}));
}
TEST(Steps, WhatHasNoMeaningIsAFault) {
  Builder p(1);
  auto const x = p.word("x");
  p.task("a", {0}, {load(0, x), load(1, use(0))});
  p.claim(Claim::Kind::Never, "anything", is(x, 7));
  EXPECT_EQ(answers(p), "fault");
}
TEST(Steps, TooManyStatesAreSaid) {
  Builder p(1);
  auto const x = p.word("x");
  auto const a = p.task("a", {0}, {loop({}, constant(1), {add(x, 1)})});
  p.terminates(a);
  auto const protocol = p.finished();
  EXPECT_EQ(word(explore(protocol, {1000, 3}).front()), "unknown");
  EXPECT_FALSE(end_states(protocol, 0, {}, {1000, 3}).is_whole);
}
// A loop that begins readers has no end of them.
TEST(Steps, StatesWithMoreReadersAreHashedApart) {
  sc::State one;
  one.tasks.resize(1);
  auto more = one;
  more.tasks[0].readers = 1;
  EXPECT_NE(sc::HashOfState()(one), sc::HashOfState()(more));
}
TEST(Steps, ALoopThatChoosesOnIsSaid) {
  Builder p(1);
  p.word("x");
  auto const a = p.task("a", {0}, {loop({choose(0, 2)}, use(0), {})});
  p.terminates(a);
  EXPECT_EQ(word(explore(p.finished(), {1000, 3}).front()), "fault");
}
TEST(Steps, AccumulatorsCountWithoutEnd) {
  Builder p(1);
  p.word("x");
  auto const n = p.accumulator("n"), ever = p.accumulator("ever", true);
  auto const a = p.task("a", {0}, {loop({choose(0, 2)}, use(0), {fence(Tag::Mb), count(n), count(ever)})});
  p.terminates(a);
  auto const counted = [&](AccumulatorId which, std::int64_t times) {
    return Block{count_load(0, which), assign(0, equal(0, times))};
  };
  p.claim(Claim::Kind::Cover, "not", counted(n, 0));
  p.claim(Claim::Kind::Cover, "twice", counted(n, 2));
  p.claim(Claim::Kind::Cover, "ever", counted(ever, 1));
  p.claim(Claim::Kind::Never, "ever is a yes or no", counted(ever, 2));
  EXPECT_EQ(answers(p), "livelock holds holds holds holds");
}

TEST(GracePeriod, WaitsForAReaderThatIsOpen) {
  // If the reader sees x = 0, its end comes before the end of the grace period.
  for (bool const waits : {true, false}) {
    Builder p(2);
    auto const x = p.word("x"), y = p.word("y"), bad = p.word("bad");
    p.task("reader", {0},
           {fence(Tag::RcuLock), load(0, x), load(1, y), fence(Tag::RcuUnlock),
            when(equal(0, 0), {when(equal(1, 1), {store(bad, 1)})})});
    p.task("writer", {1}, {store(x, 1), fence(waits ? Tag::SyncRcu : Tag::Mb), store(y, 1)});
    p.claim(Claim::Kind::Never, "the reader sees both sides", is(bad, 1));
    p.claim(Claim::Kind::NoDeadlock, "goes on");
    EXPECT_EQ(answers(p), waits ? "holds holds" : "violated holds");
  }
}
TEST(GracePeriod, DoesNotWaitForAReaderThatBeganLater) {
  Builder p(2);
  auto const x = p.word("x");
  // The reader does not end before the grace period has.
  p.task("reader", {0}, {fence(Tag::RcuLock), wait_until(0, x, use(0)), fence(Tag::RcuUnlock)});
  p.task("writer", {1}, {fence(Tag::SyncRcu), store(x, 1)});
  p.claim(Claim::Kind::Cover, "the grace period passes", is(x, 1));
  p.claim(Claim::Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(p), "holds deadlock");
}
TEST(GracePeriod, WaitsForEverForAReaderOfItsOwnOrOneThatWasLeftOpen) {
  Builder own(1);
  own.word("x");
  own.task("a", {0}, {fence(Tag::RcuLock), fence(Tag::SyncRcu), fence(Tag::RcuUnlock)});
  own.claim(Claim::Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(own), "deadlock");
  EXPECT_EQ(end_states(own.finished(), 0).states.size(), 1u);

  Builder open(2);
  auto const x = open.word("x");
  open.task("reader", {0}, {fence(Tag::RcuLock), store(x, 1)});
  open.task("writer", {1}, {wait_until(0, x, use(0)), fence(Tag::SyncRcu)});
  open.claim(Claim::Kind::NoDeadlock, "goes on");
  EXPECT_EQ(answers(open), "deadlock");
  EXPECT_EQ(end_states(open.finished(), 0).states.size(), 1u);

  // Left open while it is awaited, or before.
  Builder late(3);
  auto const y = late.word("y"), z = late.word("z");
  late.task("reader", {0}, {fence(Tag::RcuLock), store(y, 1), wait_until(0, z, use(0))});
  auto const writer = late.task("writer", {1}, {wait_until(0, y, use(0)), fence(Tag::SyncRcu)});
  late.task("other", {2}, {store(z, 1)});
  late.terminates(writer);
  EXPECT_EQ(answers(late), "deadlock");
  EXPECT_EQ(end_states(late.finished(), 0).states.size(), 1u);
}

} // namespace
} // namespace barrister::protocol_parts
