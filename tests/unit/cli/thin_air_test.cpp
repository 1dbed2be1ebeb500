// SPDX-License-Identifier: BSD-2-Clause
// Values that justify each other in a circle are never passed over as impossible.
#include "cli/check_test.hpp"
#include "cli/models.hpp"
#include "frontend/litmus/parse.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

Exit exit_of(std::string const& bodies, std::string const& question, solver::Engine engine) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus("thin.litmus", "C thin\n{}\n" + bodies + question, diagnostics);
  auto const model = load_model("lkmm", {}, diagnostics);
  EXPECT_TRUE(test && model);
  return check_test(*test, model->memory, {.engine = engine}, "").judgement.exit;
}

TEST(ThinAir, ValuesThatSolveACircleAreFound) {
  for (auto engine :
       {solver::Engine::Enumeration, solver::Engine::Z3, solver::Engine::Cadical, solver::Engine::Auto})
    for (bool const solves : {true, false})
      EXPECT_EQ(exit_of("P0(int *x, int *y) { int r1; r1 = *x; *y = 6 - r1; }\n"
                        "P1(int *x, int *y) { int r2; r2 = *y; *x = r2; }\n",
                        solves ? "~exists (0:r1=3)\n" : "~exists (0:r1=4)\n", engine),
                solves ? Exit::Violated : Exit::Good);
}
// Also where somebody else writes the value in other executions.
TEST(ThinAir, WhatRestsOnACircleAloneSaysSo) {
  frontend::Diagnostics diagnostics;
  auto const model = load_model("lkmm", {}, diagnostics);
  auto const answer = [&](char const* question, solver::Engine engine) {
    auto const test = frontend::load_litmus(
        "thin.litmus",
        std::string("C thin\n{}\n"
                    "P0(int *x, int *y) { int r0; r0 = *x; *y = r0; }\n"
                    "P1(int *x, int *y) { int r0; r0 = *y; *x = r0; }\n"
                    "P2(int *x, int *z) { int r0; r0 = READ_ONCE(*z); if (r0) *x = 1; }\n"
                    "P3(int *z) { WRITE_ONCE(*z, 1); }\n") +
            question,
        diagnostics);
    return check_test(*test, model->memory, {.engine = engine}, "").result;
  };
  for (auto engine :
       {solver::Engine::Enumeration, solver::Engine::Z3, solver::Engine::Cadical, solver::Engine::Auto}) {
    auto const rests = answer("exists (0:r0=1 /\\ 2:r0=0)\n", engine),
               not_so = answer("exists (0:r0=1)\n", engine);
    EXPECT_GT(rests.positive, 0u);
    EXPECT_TRUE(rests.satisfied_by_thin_air);
    EXPECT_FALSE(rests.falsified_by_thin_air);
    EXPECT_GT(not_so.positive, 0u);
    EXPECT_FALSE(not_so.satisfied_by_thin_air);
  }
}
TEST(ThinAir, ACounterUnderALockIsNoCircle) {
  std::string const body =
      "(int *x, spinlock_t *l) { int r; spin_lock(l); r = *x; *x = r + 1; spin_unlock(l); }\n";
  EXPECT_EQ(exit_of("P0" + body + "P1" + body, "forall (x=2)\n", solver::Engine::Auto), Exit::Good);
}

} // namespace
} // namespace barrister::cli
