// SPDX-License-Identifier: BSD-2-Clause
// What a search finds is what enumeration finds, where the two could differ.
#include "litmus.hpp"
#include "proofs/check.hpp"
#include "proofs/well_formed.hpp"
#include "solver/verify.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

LitmusResult result(LitmusTest const& test, MemoryModel const& model, Engine engine) {
  Options options;
  options.engine = engine;
  options.circular_values = CircularValues::AsCounted;
  return verify(test, model, options);
}

// Both threads read the other's write: 0 and 0, or 1 and 1.
TEST(Searched, ExecutionsThatABranchDecidesInACircleAreToldApart) {
  auto const test = small_test({"r0 = 1; if (READ_ONCE(*x) == 0) r0 = 0; WRITE_ONCE(*y, r0);",
                                "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0);"});
  for (auto const& model : {load_shipped_model("lkmm"), load_lkmm_with_herd7_locks()})
    for (auto const engine : {Engine::Enumeration, Engine::Z3, Engine::Cadical}) {
      auto const r = result(test, model, engine);
      EXPECT_EQ(r.unknown, "");
      EXPECT_EQ(r.positive + r.negative, 5u) << static_cast<int>(engine);
    }
}

TEST(Searched, FaultsHaveTheChoicesOfTheModel) {
  auto const model = load_lkmm_with_herd7_locks();
  auto const test = small_test({"r0 = READ_ONCE(*x); WRITE_ONCE(*y, 2 / r0);"});
  for (auto const engine : {Engine::Enumeration, Engine::Z3, Engine::Cadical}) {
    auto const r = result(test, model, engine);
    ASSERT_EQ(r.faults.size(), 1u);
    EXPECT_EQ(proofs::complaints_as_faulty(test.program, model, r.faults.front(), 2),
              std::vector<std::string>());
  }
}

// No run of P0 comes to its end.
TEST(Searched, AFaultIsFoundBesideAGracePeriodThatNeverEnds) {
  auto const test = load_test(R"(C srcu
{ }
P0(struct srcu_struct *s) { int i = srcu_read_lock(s); synchronize_srcu(s); srcu_read_unlock(s, i); }
P1(int *x) { int r0 = READ_ONCE(*x); WRITE_ONCE(*x, 2 / r0); }
exists (x=1)
)");
  auto const model = load_shipped_model("lkmm");
  for (auto const engine : {Engine::Enumeration, Engine::Z3, Engine::Cadical}) {
    auto const r = result(test, model, engine);
    ASSERT_EQ(r.faults.size(), 1u) << static_cast<int>(engine);
    EXPECT_EQ(proofs::complaints_as_faulty(test.program, model, r.faults.front(), 2),
              std::vector<std::string>());
  }
}

// Plain copies of pointers in a circle: one may be NULL. Whether the condition can be met is known without
// it.
TEST(Searched, AFaultOutOfThinAirIsFoundByDefaultToo) {
  auto const test = load_test(R"(C thin
{ int *p = &x; int *o = &x; }
P0(int **p, int **o) { int *q = *p; *o = q; }
P1(int **p, int **o) { int *q = *o; *p = q; }
P2(int *x, int **o) { int *q = *o; int r0 = *q; *x = 1; }
exists (2:r0=1 \/ x=0)
)");
  auto const model = load_shipped_model("lkmm");
  for (auto const engine : {Engine::Auto, Engine::Cadical}) {
    Options options;
    options.engine = engine;
    auto const r = verify(test, model, options);
    ASSERT_EQ(r.faults.size(), 1u) << static_cast<int>(engine);
    EXPECT_EQ(proofs::complaints_as_faulty(test.program, model, r.faults.front(), 2),
              std::vector<std::string>());
  }
  EXPECT_TRUE(result(test, model, Engine::Enumeration).faults.empty()) << "of values that are computed";
}

// Where the model chooses, too.
TEST(Searched, AFaultOutOfThinAirIsFoundUnderAModelThatChooses) {
  auto const test = load_test(R"(C thin
{ int *p = &x; int *o = &x; }
P0(int *y) { int r0; do { r0 = 0; } while (smp_load_acquire(y) != 1); }
P1(int **p, int **o) { int *q = *p; *o = q; }
P2(int **p, int **o) { int *q = *o; *p = q; }
P3(int *x, int **o, spinlock_t *l) { int *q = *o; int r0 = *q; spin_unlock(l); }
exists (x=255)
)");
  for (auto const engine : {Engine::Auto, Engine::Z3}) {
    Options options;
    options.engine = engine;
    EXPECT_EQ(verify(test, load_lkmm_with_herd7_locks(), options).faults.size(), 1u)
        << static_cast<int>(engine);
    EXPECT_EQ(verify(test, load_shipped_model("lkmm"), options).faults.size(), 1u)
        << static_cast<int>(engine);
  }
}

// herd7's locks have no execution in which what spin_trylock() takes is read like an int.
TEST(Searched, AFaultIsFoundBesideALockThatTheModelDoesNotGive) {
  auto const test = load_test(R"(C trylock
{ }
P0(int *x) { int *q; int r0 = READ_ONCE(*q); }
P1(spinlock_t *l) { int r0 = spin_trylock(l); if (r0) spin_unlock(l); int r1 = *l; }
exists (1:r0=1)
)");
  auto const model = load_lkmm_with_herd7_locks();
  for (auto const engine : {Engine::Enumeration, Engine::Z3}) {
    auto const r = result(test, model, engine);
    ASSERT_EQ(r.faults.size(), 1u) << static_cast<int>(engine);
    EXPECT_EQ(proofs::complaints_as_faulty(test.program, model, r.faults.front(), 2),
              std::vector<std::string>());
  }
}

// Of what coherence or atomicity forbid, the rest of the model may forbid other candidates, too.
TEST(Searched, WhatCoherenceForbidsBreaksNothingElse) {
  auto const model = load_shipped_model("lkmm");
  auto const broken_by = [&](LitmusTest const& test) {
    Options options;
    options.want_forbidden = true;
    auto const forbidden = verify(test, model, options).forbidden;
    return forbidden ? proofs::broken_axioms(model, *forbidden) : std::vector<std::string>{"none"};
  };
  EXPECT_EQ(broken_by(small_test({"WRITE_ONCE(*x, 1); smp_mb(); r2 = READ_ONCE(*y);",
                                  "r0 = READ_ONCE(*x); r1 = READ_ONCE(*x); smp_mb(); WRITE_ONCE(*y, 1);"},
                                 "exists (1:r0=1 /\\ 1:r1=0)")),
            std::vector<std::string>{"the axiom 'coherence' does not hold"});
  EXPECT_EQ(
      broken_by(load_test("C increments\n{ }\n"
                          "P0(atomic_t *a, int *y) { atomic_inc(a); smp_mb(); int r0 = READ_ONCE(*y); }\n"
                          "P1(atomic_t *a, int *y) { WRITE_ONCE(*y, 1); smp_mb(); atomic_inc(a); }\n"
                          "exists (a=1)\n")),
      std::vector<std::string>{"the axiom 'atomic' does not hold"});
}

} // namespace
} // namespace barrister::solver
