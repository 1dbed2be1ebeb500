// SPDX-License-Identifier: BSD-2-Clause
// The checker's own encoding of a litmus test, statement by statement.
#include "tests/support/load.hpp"
#include "tests/unit/proofs/plain_cases.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using Kind = LemmaFact::Kind;
using proofs::plain::Encoding;
using proofs::plain::Unsupported;

struct Answer {
  bool may_satisfy, may_falsify, may_be_cut, may_fault;
  friend bool operator==(Answer const&, Answer const&) = default;
};
std::ostream& operator<<(std::ostream& out, Answer const& a) {
  return out << a.may_satisfy << a.may_falsify << a.may_be_cut << a.may_fault;
}
Answer answer(Encoded& encoded) {
  auto const& e = encoded.encoding();
  auto const ends = [&](Literal l) {
    return encoded.can_be({-e.is_cut(), -e.has_fault(), e.passes_filter(), l});
  };
  return {ends(e.satisfies_proposition()), ends(-e.satisfies_proposition()),
          encoded.can_be({e.is_cut(), -e.has_fault()}), encoded.can_be({e.has_fault()})};
}
Answer answer(std::string const& text) {
  auto const test = load_test(text);
  Encoded encoded(test, 2);
  return answer(encoded);
}

constexpr Answer always_so{true, false, false, false}, sometimes{true, true, false, false},
    never_so{false, true, false, false};

TEST(Plain, ValuesAreComputed) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { int r0 = 2147483647; int r1 = (r0 + 1) < 0; }\nexists (0:r1=1)"),
            always_so);
  EXPECT_EQ(answer("C t\n{}\nP0(u8 *x) { *x = 300; }\nexists (x=44)"), always_so);
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); int r1 = r0 ? 1 : 2; }\nexists (0:r1=1)"),
            never_so);
}
// Where neither way is gone, nothing is said of what decides between them.
TEST(Plain, WhatNeverHasAValueSaysNothing) {
  EXPECT_EQ(
      answer("C t\n{}\nP0(int *x) { int z = 0; int r = 9; if (READ_ONCE(*x)) r = 1 / z; }\nexists (0:r=9)"),
      always_so);
  EXPECT_EQ(
      answer("C t\n{ x=1; }\nP0(int *x, int *y) { int z = 0; int r = 9; if (READ_ONCE(*y)) { "
             "if (READ_ONCE(*x)) r = 2; else r = 1 / z; } }\nP1(int *x, int *y) { WRITE_ONCE(*y, 1); }\n"
             "exists (0:r=9)"),
      sometimes);
  EXPECT_EQ(
      answer("C t\n{ x=1; }\nP0(int *x, int *y) { int z = 0; int r = 9; if (READ_ONCE(*y)) { "
             "if (!READ_ONCE(*x)) r = 1 / z; else r = 2; } }\nP1(int *x, int *y) { WRITE_ONCE(*y, 1); }\n"
             "exists (0:r=9)"),
      sometimes);
}
TEST(Plain, AReadReadsFromOneExecutedWriteOfItsCell) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0 = READ_ONCE(*x); "
                   "}\nexists (1:r0=1)"),
            sometimes);
  EXPECT_EQ(answer("C t\n{}\nP0(int *x, int *y) { if (READ_ONCE(*y)) WRITE_ONCE(*x, 1); }\n"
                   "P1(int *x) { int r0 = READ_ONCE(*x); }\nexists (1:r0=1)"),
            never_so);
  EXPECT_EQ(
      answer("C t\n{ y=7; int *p = &y; }\nP0(int **p) { int *r0 = READ_ONCE(*p); int r1 = READ_ONCE(*r0); }\n"
             "exists (0:r1=7)"),
      always_so);
}
TEST(Plain, TheLastWriteIsTheFinalValue) {
  EXPECT_EQ(
      answer("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { WRITE_ONCE(*x, 2); }\nexists (x=1)"),
      sometimes);
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=0)"), never_so);
}
TEST(Plain, AReadModifyWriteMayFail) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { int r0 = cmpxchg(x, 1, 2); }\nexists (x=2)"), never_so);
  EXPECT_EQ(
      answer("C t\n{ x=1; }\nP0(int *x) { int r0 = cmpxchg(x, 1, 2); }\nexists (x=2 /\\ 0:r0=1)").may_satisfy,
      true);
  EXPECT_EQ(
      answer("C t\n{}\nP0(atomic_t *x) { int r0 = atomic_add_unless(x, 3, 0); }\nexists (0:r0=0 /\\ x=0)")
          .may_satisfy,
      true);
  EXPECT_EQ(answer("C t\n{}\nP0(atomic_t *x) { int r0 = atomic_xchg(x, 3); }\nexists (x=3)"), always_so);
}
TEST(Plain, WhoTakesALockHasReadThatItIsFree) {
  EXPECT_EQ(answer("C t\n{ l=1; }\nP0(spinlock_t *l) { spin_lock(l); }\nexists (l=1)"),
            (Answer{false, false, false, false}));
  EXPECT_EQ(
      answer("C t\n{}\nP0(spinlock_t *l) { spin_lock(l); int r0 = spin_is_locked(l); spin_unlock(l); }\n"
             "exists (0:r0=1)"),
      sometimes);
  EXPECT_EQ(
      answer("C t\n{}\nP0(spinlock_t *l) { int r0 = spin_trylock(l); }\nexists (0:r0=1 /\\ l=1)").may_satisfy,
      true);
}
TEST(Plain, WaitingPassesWhenItsConditionHolds) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
                   "P1(int *x) { int r0 = smp_cond_load_relaxed(x, VAL == 1); }\nexists (1:r0=1)"),
            always_so);
}
TEST(Plain, LoopsAreCut) {
  EXPECT_EQ(
      answer("C t\n{}\nP0(int *x) { int i; for (i = 0; i < 2; i++) WRITE_ONCE(*x, i); }\nexists (0:i=2)"),
      always_so);
  EXPECT_EQ(
      answer("C t\n{}\nP0(int *x) { int i; for (i = 0; i < 3; i++) WRITE_ONCE(*x, i); }\nexists (0:i=3)"),
      (Answer{false, false, true, false}));
  EXPECT_EQ(
      answer("C t\n{}\nP0(int *x) { while (READ_ONCE(*x)) { if (READ_ONCE(*x) == 1) break; } }\nP1(int *x) "
             "{ WRITE_ONCE(*x, 2); }\nexists (x=2)"),
      (Answer{true, false, true, false}));
}
TEST(Plain, WhoComesToAFaultGoesNoFurther) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); int r1 = 4 / r0; }\nexists (0:r1=0)"),
            (Answer{false, false, false, true}));
  EXPECT_EQ(answer("C t\n{ int *p = &y; }\nP0(int **p) { int *r0 = READ_ONCE(*p); WRITE_ONCE(*r0, 1); }\n"
                   "P1(int **p) { WRITE_ONCE(*p, 0); }\nexists (y=1)"),
            (Answer{true, false, false, true}));
}
// A fault hides nothing: P1 need not get the lock that P0 never gives back.
TEST(Plain, BesideAFaultOthersHaveDoneAnyBeginning) {
  EXPECT_TRUE(answer("C t\n{}\nP0(spinlock_t *l, int *x) { spin_lock(l); int r1 = 4 / READ_ONCE(*x); }\n"
                     "P1(spinlock_t *l, int *x) { spin_lock(l); WRITE_ONCE(*x, 1); }\nexists (x=0)")
                  .may_fault);
}
TEST(Plain, WhereOneIsCutOthersMayWait) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { while (READ_ONCE(*x) == 0) { } }\n"
                   "P1(int *z) { int r0 = smp_cond_load_relaxed(z, VAL == 1); }\nforall (true)"),
            (Answer{false, false, true, false}));
}
TEST(Plain, ValuesMayJustifyThemselves) {
  EXPECT_TRUE(answer("C t\n{}\nP0(int *x, int *y) { int r0 = *x; *y = r0; }\nP1(int *x, int *y) { int r0 = "
                     "*y; *x = r0; }\n"
                     "exists (0:r0=42)")
                  .may_satisfy);
  EXPECT_TRUE(
      answer(
          "C t\n{}\nP0(int *x, int *y) { int r1 = 1; if (READ_ONCE(*x) == 0) r1 = 0; WRITE_ONCE(*y, r1); }\n"
          "P1(int *x, int *y) { int r2 = READ_ONCE(*y); WRITE_ONCE(*x, r2); }\nexists (0:r1=1)")
          .may_satisfy);
}
TEST(Plain, AFilterSaysWhichExecutionsCount) {
  EXPECT_EQ(answer("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0 = READ_ONCE(*x); }\n"
                   "filter (1:r0=1)\nexists (1:r0=0)"),
            never_so);
}

EventId event_of(Encoding const& encoding, CpuId thread, EventKind kind, std::size_t which = 0) {
  auto const& events = encoding.events();
  for (EventId e = 0; e < events.size(); ++e)
    if (events[e].where.thread == thread && events[e].kind == kind && which-- == 0) return e;
  throw std::runtime_error("no such event");
}

TEST(Plain, EventsAreNamedByTheRoundsOfTheirLoops) {
  auto const test = load_test(
      "C t\n{}\nP0(int *x) { int i; for (i = 0; i < 2; i++) { WRITE_ONCE(*x, i); } }\nexists (x=1)");
  Encoded encoded(test, 2);
  std::vector<std::vector<std::uint32_t>> rounds;
  for (auto const& e : encoded.encoding().events())
    if (!e.is_initial) rounds.push_back(e.where.rounds);
  EXPECT_EQ(rounds, (std::vector<std::vector<std::uint32_t>>{{0}, {1}}));
  EXPECT_EQ(encoded.encoding().events()[0].where.cell, address(0));
}
TEST(Plain, WhatABranchAssignedDependsOnItsCondition) {
  auto const test =
      load_test("C t\n{}\nP0(int *x, int *y) { int r1 = 0; int r0 = READ_ONCE(*x); if (r0) r1 = 1; "
                "if (r1 == 1) WRITE_ONCE(*y, 1); }\nP1(int *x) { WRITE_ONCE(*x, 1); }\nexists (y=1)");
  Encoded encoded(test, 2);
  auto const& e = encoded.encoding();
  auto const read = event_of(e, 0, EventKind::Read), write = event_of(e, 0, EventKind::Write);
  auto const executed = e.literal({Kind::Executed, write, write});
  EXPECT_TRUE(encoded.can_be({executed}));
  EXPECT_FALSE(encoded.can_be({executed, -e.literal({Kind::Control, read, write})}));
  EXPECT_FALSE(encoded.can_be({e.literal({Kind::Data, read, write})}));
}
TEST(Plain, BesideAFaultAStoreMayNotHaveBeenMade) {
  auto const test = load_test("C t\n{}\nP0(int *x) { int r0 = 4 / READ_ONCE(*x); }\nP1(int *y) { "
                              "WRITE_ONCE(*y, 1); }\nforall (true)");
  Encoded encoded(test, 2);
  auto const& e = encoded.encoding();
  auto const write = event_of(e, 1, EventKind::Write);
  EXPECT_TRUE(encoded.can_be({e.has_fault(), -e.literal({Kind::Executed, write, write})}));
  EXPECT_TRUE(encoded.can_be({e.has_fault(), e.literal({Kind::Executed, write, write})}));
}
TEST(Plain, ALoadMayStartNoDependencies) {
  for (bool const starts : {true, false}) {
    auto test = load_test(
        "C t\n{}\nP0(int *x, int *y) { int r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0); }\nexists (y=1)");
    for (auto& s : test.program.threads[0].body)
      if (auto* load = std::get_if<Load>(&s.node)) load->starts_dependencies = starts;
    Encoded encoded(test, 2);
    auto const& e = encoded.encoding();
    EXPECT_EQ(e.literal({Kind::Data, event_of(e, 0, EventKind::Read), event_of(e, 0, EventKind::Write)}),
              starts ? 1 : -1);
  }
}
TEST(Plain, EventsOfOneStatementAreNumbered) {
  auto const test = load_test("C t\n{}\nP0(int *x) { int r0 = xchg(x, 1); }\nexists (x=1)");
  Encoded encoded(test, 2);
  std::vector<std::uint32_t> numbers;
  for (auto const& e : encoded.encoding().events())
    if (!e.is_initial) numbers.push_back(e.where.number);
  EXPECT_EQ(numbers, (std::vector<std::uint32_t>{0, 1})); // a read, a write
}
TEST(Plain, AReaderIsABracket) {
  auto const test = load_test("C t\n{}\nP0(int *x) { if (READ_ONCE(*x)) rcu_read_lock(); rcu_read_lock(); "
                              "rcu_read_unlock(); }\nP1(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)");
  Encoded encoded(test, 2);
  auto const& e = encoded.encoding();
  auto const first = event_of(e, 0, EventKind::Fence), second = event_of(e, 0, EventKind::Fence, 1),
             end = event_of(e, 0, EventKind::Fence, 2);
  EXPECT_FALSE(encoded.can_be({e.literal({Kind::Reader, first, end})}));
  EXPECT_FALSE(encoded.can_be({-e.literal({Kind::Reader, second, end}), -e.has_fault(), -e.is_cut()}));
  EXPECT_FALSE(encoded.can_be({e.literal({Kind::NoStart, end, end})}));
  EXPECT_TRUE(
      encoded.can_be({e.literal({Kind::Executed, first, first}), e.literal({Kind::NoEnd, first, first})}));
}
TEST(Plain, AGracePeriodOfSrcuIsOfItsStruct) {
  auto const test =
      load_test("C t\n{}\nP0(struct srcu_struct *s, struct srcu_struct *t) { synchronize_srcu(s); "
                "synchronize_srcu(s); synchronize_srcu(t); }\nforall (true)");
  Encoded encoded(test, 2);
  auto const& e = encoded.encoding();
  auto const first = event_of(e, 0, EventKind::Fence), second = event_of(e, 0, EventKind::Fence, 1),
             other = event_of(e, 0, EventKind::Fence, 2);
  EXPECT_TRUE(e.events()[first].has_address);
  EXPECT_EQ(e.literal({Kind::SameCell, first, second}), 1);
  EXPECT_EQ(e.literal({Kind::SameCell, other, first}), -1);
  EXPECT_EQ(e.literal({Kind::NotSameCell, first, second}), -1);
  EXPECT_EQ(e.literal({Kind::SameValue, first, other}), 1);
  EXPECT_EQ(e.literal({Kind::Tagged, first, first, "Sync-srcu"}), 1);
}

TEST(Plain, WhatIsTooLargeIsRefused) {
  std::string const loops = "for (i = 0; i < 900; i++) for (j = 0; j < 900; j++) for (k = 0; k < 900; k++)";
  auto const refused = [&](std::string const& body) {
    auto const test = load_test("C t\n{}\nP0(int *x) { int i; int j; int k; int z = READ_ONCE(*x); int r; " +
                                loops + body + " }\nforall (true)");
    auto const made = Encoding::of(test, LockSemantics::Waiting, 900);
    auto const* no = std::get_if<Unsupported>(&made);
    return no ? no->what : std::string();
  };
  EXPECT_EQ(refused(" WRITE_ONCE(*x, 1);").substr(0, 21), "more than 300 events,");
  EXPECT_EQ(refused(" r = r * i + z;").substr(0, 28), "more than 6000 computations,");
  EXPECT_EQ(refused(" r = 1;").substr(0, 23), "more than 100000 steps,");
}

TEST(Plain, LocksThatTheModelDefinesAreRefusedByName) {
  auto const made = Encoding::of(load_test("C t\n{}\nP0(spinlock_t *l) { spin_lock(l); }\nexists (l=1)"),
                                 LockSemantics::ByModel, 2);
  ASSERT_TRUE(std::holds_alternative<Unsupported>(made));
  EXPECT_EQ(std::get<Unsupported>(made).what,
            "a lock that the model says the meaning of, at `spin_lock(l);` of P0");
}

// It is there to be believed where the solver is not, nor what replays executions.
TEST(Plain, KnowsNothingOfTheSolverOrTheInterpreter) {
  std::size_t includes = 0;
  for (auto const& file : std::filesystem::directory_iterator(BARRISTER_SOURCE "/proofs/plain")) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("#include \"")) continue;
      ++includes;
      auto const name = line.substr(10);
      EXPECT_TRUE(name.starts_with("proofs/plain/") || name.starts_with("spec/"))
          << file.path() << ": " << line;
    }
  }
  EXPECT_GT(includes, 10);
}

} // namespace
} // namespace barrister
