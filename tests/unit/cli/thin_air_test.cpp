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
  for (auto engine : {solver::Engine::Enumeration, solver::Engine::Z3, solver::Engine::Cadical, solver::Engine::Auto})
    for (bool const solves : {true, false})
      EXPECT_EQ(exit_of("P0(int *x, int *y) { int r1; r1 = *x; *y = 6 - r1; }\n"
                        "P1(int *x, int *y) { int r2; r2 = *y; *x = r2; }\n",
                        solves ? "~exists (0:r1=3)\n" : "~exists (0:r1=4)\n", engine),
                solves ? Exit::Violated : Exit::Good);
}
TEST(ThinAir, ACounterUnderALockIsNoCircle) {
  std::string const body = "(int *x, spinlock_t *l) { int r; spin_lock(l); r = *x; *x = r + 1; spin_unlock(l); }\n";
  EXPECT_EQ(exit_of("P0" + body + "P1" + body, "forall (x=2)\n", solver::Engine::Auto), Exit::Good);
}

} // namespace
} // namespace barrister::cli
