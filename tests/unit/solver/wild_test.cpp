// SPDX-License-Identifier: BSD-2-Clause
// Values out of thin air: spec/divergences.md.
#include "proofs/check.hpp"
#include "solver/unfold.hpp"
#include "solver/verify.hpp"
#include "solver/wild.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

LitmusTest circle(std::string const& exists) {
  return load_test("C circle\n{}\nP0(int *x, int *y) { int r1; r1 = *x; *y = r1; }\n"
                   "P1(int *x, int *y) { int r2; r2 = *y; *x = r2; }\nexists (" +
                   exists + ")\n");
}
LitmusResult answer(LitmusTest const& test) { return verify(test, load_shipped_model("lkmm"), {}); }

TEST(Wild, TheNumbersAskedAboutAndAFreshOne) {
  auto const test = circle("0:r1=42");
  auto const values = wild_values(test, unfold(test.program, 1));
  EXPECT_EQ(values, (std::vector<Value>{number(1), number(41), number(42), number(43)}));
}

TEST(Wild, AValueThatJustifiesItselfIsFoundAndReplayed) {
  for (std::string const asked : {"0:r1=42", "1:r2=-7", "~0:r1=0"}) {
    auto const test = circle(asked);
    auto const result = answer(test);
    ASSERT_TRUE(result.satisfying) << asked;
    EXPECT_TRUE(result.thin_air);
    EXPECT_EQ(proofs::complaints(test.program, load_shipped_model("lkmm"),
                                 result.states[*result.satisfying].execution, 2),
              std::vector<std::string>{});
  }
}
TEST(Wild, DependenciesOfMarkedAccessesForbidIt) {
  auto const result = answer(load_test(
      "C ordered\n{}\nP0(int *x, int *y) { int r1; r1 = READ_ONCE(*x); WRITE_ONCE(*y, r1); }\n"
      "P1(int *x, int *y) { int r2; r2 = READ_ONCE(*y); WRITE_ONCE(*x, r2); }\nexists (0:r1=42)\n"));
  EXPECT_FALSE(result.satisfying);
  EXPECT_FALSE(result.thin_air);
}
TEST(Wild, ACircleNoValueSolvesStaysUnknown) {
  auto const test = load_test("C odd\n{}\nP0(int *x, int *y) { int r1; r1 = *x; *y = r1 + 1; }\n"
                              "P1(int *x, int *y) { int r2; r2 = *y; *x = r2; }\nexists (0:r1=42)\n");
  auto const result = answer(test);
  EXPECT_FALSE(result.satisfying);
  EXPECT_TRUE(result.thin_air);
}

} // namespace
} // namespace barrister::solver
