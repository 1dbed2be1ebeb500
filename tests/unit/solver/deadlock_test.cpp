// SPDX-License-Identifier: BSD-2-Clause
#include "litmus.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

LitmusResult verified(LitmusTest const& test, std::string const& model = "lkmm") {
  Options options;
  options.want_deadlocks = true;
  auto const memory_model = load_shipped_model(model);
  auto result = verify(test, memory_model, options);
  for (auto const& deadlock : result.deadlocks)
    EXPECT_EQ(proofs::complaints_as_stuck(test.program, memory_model, deadlock, options.unroll),
              std::vector<std::string>{});
  return result;
}
LitmusResult verified_small(std::vector<std::string> const& bodies) { return verified(small_test(bodies)); }

// Two locks and an srcu_struct.
LitmusTest with_domains(std::vector<std::string> const& bodies,
                        std::string const& question = "exists (x=0)") {
  std::string text = "C domains\n{}\n";
  for (std::size_t cpu = 0; cpu < bodies.size(); ++cpu)
    text += "P" + std::to_string(cpu) +
            "(int *x, spinlock_t *a, spinlock_t *b, struct srcu_struct *s, struct srcu_struct *t)\n"
            "{\nint r0;\nint r1;\n" +
            bodies[cpu] + "\n}\n";
  return load_test(text + question + "\n");
}

// "P1 at spin_lock(a); for P0" for each waiter of each way, ways apart by a bar.
std::string told(LitmusTest const& test, LitmusResult const& r) {
  std::string out;
  for (auto const& deadlock : r.deadlocks) {
    if (!out.empty()) out += " | ";
    std::string way;
    for (auto const& w : deadlock.waiters) {
      auto const& thread = test.program.threads[w.cpu];
      auto const& held = deadlock.execution.events[w.holder];
      way += (way.empty() ? "" : ", ") + thread.name + " at " + thread.instructions[w.instruction].text +
             " for " + (held.is_initial() ? "nobody" : test.program.threads[held.cpu].name);
    }
    out += way;
  }
  return out;
}
std::string told(LitmusTest const& test) { return told(test, verified(test)); }

TEST(Deadlock, OfOneCpuWithItself) {
  auto const test = small_test({"spin_lock(l); spin_lock(l); spin_unlock(l); spin_unlock(l);"});
  auto const r = verified(test);
  EXPECT_EQ(r.why_none, WhyNone::Waits);
  EXPECT_TRUE(r.all_deadlocks);
  ASSERT_EQ(r.deadlocks.size(), 1u);
  auto const& deadlock = r.deadlocks[0];
  ASSERT_EQ(deadlock.waiters.size(), 1u);
  auto const& waiter = deadlock.waiters[0];
  EXPECT_EQ(waiter.what, Waiter::For::Lock);
  EXPECT_EQ(waiter.instruction, 1u);
  EXPECT_TRUE(waiter.one_holder);
  EXPECT_EQ(deadlock.execution.events[waiter.holder].instruction, 0u);
  EXPECT_EQ(deadlock.execution.completion, Completion::Stuck);
}
TEST(Deadlock, OfLocksTakenInTwoOrders) {
  auto const test = with_domains({"spin_lock(a); spin_lock(b); spin_unlock(b); spin_unlock(a);",
                                  "spin_lock(b); spin_lock(a); spin_unlock(a); spin_unlock(b);"});
  auto const r = verified(test);
  EXPECT_EQ(r.positive + r.negative, 2u);
  EXPECT_EQ(told(test, r), "P0 at spin_lock(b); for P1, P1 at spin_lock(a); for P0");
}
TEST(Deadlock, NoneOfLocksTakenInOneOrder) {
  EXPECT_EQ(told(with_domains({"spin_lock(a); spin_lock(b); spin_unlock(b); spin_unlock(a);",
                               "spin_lock(a); spin_lock(b); spin_unlock(a); spin_unlock(b);"})),
            "");
}
TEST(Deadlock, OfALockThatIsNeverReleased) {
  auto const test = small_test({"spin_lock(l);", "spin_lock(l);"});
  auto const r = verified(test);
  EXPECT_EQ(r.why_none, WhyNone::Waits);
  EXPECT_EQ(told(test, r), "P0 at spin_lock(l); for P1 | P1 at spin_lock(l); for P0");
}
TEST(Deadlock, OfALockThatStartsHeld) {
  auto const test =
      load_test("C held\n{ spinlock_t a = 1; }\nP0(spinlock_t *a) { spin_lock(a); }\nexists (a=1)\n");
  EXPECT_EQ(told(test), "P0 at spin_lock(a); for nobody");
}
TEST(Deadlock, SaysWhenAnotherMayHoldTheLock) {
  auto const r = verified_small({"spin_lock(l);", "r0 = spin_trylock(l);", "spin_lock(l); spin_unlock(l);"});
  ASSERT_FALSE(r.deadlocks.empty());
  for (auto const& deadlock : r.deadlocks)
    for (auto const& waiter : deadlock.waiters) EXPECT_EQ(waiter.one_holder, waiter.cpu != 2);
}
TEST(Deadlock, OnlyWhereTheLockIsTaken) {
  auto const take = "r0 = READ_ONCE(*x); if (r0) { spin_lock(l); spin_lock(l); }";
  EXPECT_EQ(verified_small({take}).deadlocks.size(), 0u) << "x is 0";
  EXPECT_EQ(verified_small({take, "WRITE_ONCE(*x, 1);"}).deadlocks.size(), 1u);
}
// SC does not let both CPUs miss the other's store; the LKMM does.
TEST(Deadlock, OnlyWhereTheModelLetsItHappen) {
  std::vector<std::string> const bodies = {
      "WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y); if (r0 == 0) { spin_lock(l); }",
      "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x); if (r0 == 0) { spin_lock(l); }"};
  EXPECT_EQ(verified(small_test(bodies), "sc").deadlocks.size(), 0u);
  EXPECT_EQ(verified(small_test(bodies), "lkmm").deadlocks.size(), 2u);
}

TEST(Deadlock, OfAGracePeriodInItsOwnReader) {
  auto const test =
      with_domains({"rcu_read_lock(); WRITE_ONCE(*x, 1); synchronize_rcu(); rcu_read_unlock();"});
  auto const r = verified(test);
  EXPECT_EQ(r.why_none, WhyNone::Waits);
  EXPECT_EQ(told(test, r), "P0 at synchronize_rcu(); for P0");
  ASSERT_EQ(r.deadlocks.size(), 1u);
  EXPECT_EQ(r.deadlocks[0].waiters[0].what, Waiter::For::Reader);
  EXPECT_EQ(r.deadlocks[0].waiters[0].address, std::nullopt);
}
TEST(Deadlock, OfTheOuterOfTwoReaders) {
  auto const r = verified_small(
      {"rcu_read_lock(); rcu_read_lock(); rcu_read_unlock(); synchronize_rcu(); rcu_read_unlock();"});
  ASSERT_EQ(r.deadlocks.size(), 1u);
  auto const& deadlock = r.deadlocks[0];
  EXPECT_EQ(deadlock.execution.events[deadlock.waiters[0].holder].instruction, 0u);
}
TEST(Deadlock, OfTheReaderOfALoopThatIsStillOpen) {
  auto const r = verified_small(
      {"r0 = 0; while (r0 < 2) { rcu_read_lock(); if (r0 > 0) { rcu_read_unlock(); } r0 = r0 + 1; } "
       "synchronize_rcu(); rcu_read_unlock();"});
  EXPECT_EQ(r.why_none, WhyNone::Waits);
  ASSERT_EQ(r.deadlocks.size(), 1u);
}
TEST(Deadlock, OfAnSrcuGracePeriodInAReaderOfItsDomain) {
  EXPECT_EQ(told(with_domains({"r0 = srcu_read_lock(s); synchronize_srcu(s); srcu_read_unlock(s, r0);"})),
            "P0 at synchronize_srcu(s); for P0");
  EXPECT_EQ(told(with_domains({"r0 = srcu_read_lock(s); synchronize_srcu(t); srcu_read_unlock(s, r0);"})),
            "");
  EXPECT_EQ(told(with_domains({"r0 = srcu_read_lock(s); srcu_read_unlock(s, r0); synchronize_srcu(s);"})),
            "");
}
TEST(Deadlock, NoneOfAGracePeriodOutsideOfReaders) {
  EXPECT_EQ(told(with_domains({"rcu_read_lock(); rcu_read_unlock(); synchronize_rcu(); rcu_read_lock(); "
                               "rcu_read_unlock();",
                               "rcu_read_lock(); WRITE_ONCE(*x, 1); rcu_read_unlock();"})),
            "");
}
// The model has no rule for a reader without an end.
TEST(Deadlock, NoneOfAReaderThatTheModelDoesNotKnow) {
  EXPECT_EQ(told(with_domains({"rcu_read_lock(); synchronize_rcu();"})), "");
}
TEST(Deadlock, NoneWhereTheModelKnowsNoGracePeriods) {
  auto const test = with_domains({"rcu_read_lock(); synchronize_rcu(); rcu_read_unlock();"});
  auto const r = verified(test, "tso");
  EXPECT_GT(r.positive + r.negative, 0u);
  EXPECT_EQ(told(test, r), "");
}
TEST(Deadlock, OfSomeRunsOnly) {
  auto const test =
      with_domains({"r0 = READ_ONCE(*x); if (r0) { rcu_read_lock(); synchronize_rcu(); rcu_read_unlock(); }",
                    "WRITE_ONCE(*x, 1);"});
  auto const r = verified(test);
  EXPECT_EQ(r.positive + r.negative, 1u);
  EXPECT_EQ(told(test, r), "P0 at synchronize_rcu(); for P0");
}

TEST(Deadlock, IsToldOnceForAStatementInALoop) {
  auto const r = verified_small(
      {"r0 = 0; while (r0 < 2) { r1 = READ_ONCE(*x); if (r1) { spin_lock(l); spin_lock(l); } r0 = r0 + 1; }",
       "WRITE_ONCE(*x, 1);"});
  EXPECT_EQ(r.deadlocks.size(), 1u);
  EXPECT_TRUE(r.all_deadlocks);
}
TEST(Deadlock, IsNotRuledOutWhereAReaderMayHaveAnEnd) {
  EXPECT_TRUE(verified_small({"rcu_read_lock(); rcu_read_unlock(); synchronize_rcu();"}).all_deadlocks);
  EXPECT_FALSE(verified_small({"r0 = READ_ONCE(*x); rcu_read_lock(); if (r0) { rcu_read_unlock(); } "
                               "synchronize_rcu(); if (!r0) { rcu_read_unlock(); }"})
                   .all_deadlocks);
}
TEST(Deadlock, IsNotRuledOutWhereNoSpinlockIsWaitedFor) {
  for (std::string const body :
       {"smp_cond_load_acquire(x, VAL == 1); WRITE_ONCE(*x, 2);", "read_lock(l); write_lock(l);"}) {
    auto const r = verified_small({body});
    EXPECT_EQ(r.positive + r.negative, 0u);
    EXPECT_TRUE(r.deadlocks.empty());
    EXPECT_FALSE(r.all_deadlocks);
  }
}
TEST(Deadlock, OfMutexes) {
  auto const test = small_test({"mutex_lock(l); mutex_lock(l);"});
  EXPECT_EQ(told(test), "P0 at mutex_lock(l); for P0");
}
TEST(Deadlock, IsNotRuledOutBehindAPointer) {
  auto const r = verified_small({"q = READ_ONCE(*p); spin_lock(q); spin_lock(q);"});
  EXPECT_FALSE(r.all_deadlocks);
  EXPECT_EQ(r.why_none, WhyNone::Unexplained);
}

TEST(WhyNone, TheFilter) {
  auto const test =
      load_test("C filter\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nfilter (x=2)\nexists (x=1)\n");
  auto const r = verified(test);
  EXPECT_EQ(r.why_none, WhyNone::Filter);
  EXPECT_EQ(r.filtered, 1u);
}
TEST(WhyNone, AnAxiomWithoutAnyWait) {
  auto const test = small_test({"spin_lock(l); spin_unlock(l);", "spin_lock(l); spin_unlock(l);"});
  MemoryModel nothing_written;
  nothing_written.nodes = {{NodeKind::Base, true, 0, 0, "W"}};
  nothing_written.checks = {{Role::Axiom, barrister::Test::Empty, false, 0, "nothing-written", {}, ""}};
  Options options;
  options.want_deadlocks = true;
  auto const r = verify(test, nothing_written, options);
  EXPECT_EQ(r.why_none, WhyNone::Axioms);
  EXPECT_TRUE(r.deadlocks.empty());
}
TEST(WhyNone, NotADeadlockIfALoopMayGoOn) {
  auto const r = verified_small({"while (1) { r0 = READ_ONCE(*x); }"});
  EXPECT_TRUE(r.bound_reached);
  EXPECT_EQ(r.why_none, WhyNone::Unexplained);
}

} // namespace
} // namespace barrister::solver
