// SPDX-License-Identifier: BSD-2-Clause
// Brute force knows values that no engine told it of.
#include "tests/support/enumerate.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

LitmusTest two(std::string const& one, std::string const& other, std::string const& question) {
  return load_test("C two\n{}\nP0(int *x, int *y)\n{\nint r0;\n" + one +
                   "\n}\nP1(int *x, int *y)\n{\nint r0;\n" + other + "\n}\n" + question + "\n");
}
std::optional<Enumeration> all(LitmusTest const& test, Guess guess) {
  return enumerate(test, load_shipped_model("lkmm"), 2,
                   {.candidates = 10'000, .runs = 10'000, .guess = guess});
}

TEST(Guess, AValueThatJustifiesItselfIsFoundIfTheQuestionHasIt) {
  auto const test = two("r0 = *x; *y = r0;", "r0 = *y; *x = r0;", "exists (0:r0=42)");
  EXPECT_EQ(all(test, Guess::Computed)->positive, 0u);
  auto const closed = all(test, Guess::Closed);
  EXPECT_EQ(closed->positive, 1u);
  EXPECT_EQ(closed->grounded_positive, 0u);
  EXPECT_TRUE(closed->has_circles());
}
TEST(Guess, WhatABranchDecidesIsComputedFromConstants) {
  auto const test = two("r0 = 1; if (READ_ONCE(*x) == 0) r0 = 0; WRITE_ONCE(*y, r0);",
                        "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0);", "exists (0:r0=1)");
  auto const computed = all(test, Guess::Computed);
  EXPECT_EQ(computed->positive, 1u);
  EXPECT_EQ(computed->negative, 4u);
  EXPECT_FALSE(computed->has_circles()) << "no value is computed from itself";
}
TEST(Guess, OnlyWhatFitsIsAmongTheValues) {
  auto const test = two("r0 = *x; *y = 10 - r0;", "r0 = *y; *x = r0;", "exists (0:r0=5 \\/ 0:r0=4)");
  auto const closed = all(test, Guess::Closed);
  for (auto const& x : closed->executions) {
    auto const r0 = x.locals[0][0].number;
    EXPECT_TRUE(r0 == 0 || r0 == 10 || r0 == 5) << r0;
  }
  EXPECT_EQ(closed->positive, 1u) << "5 alone is 10 less itself";
}
TEST(Guess, ASetThatDoesNotCloseIsTooMuch) {
  auto const test = two("r0 = *x; *y = r0 + 1;", "r0 = *y; *x = r0;", "exists (0:r0=42)");
  EXPECT_TRUE(all(test, Guess::Computed));
  EXPECT_FALSE(all(test, Guess::Closed));
}
TEST(Guess, RunsWhoseReadsNobodyCouldSatisfyAreLeftOut) {
  auto const test = two("r0 = READ_ONCE(*x);", "WRITE_ONCE(*x, 2);", "exists (0:r0=7)");
  auto const guesses = guess(test, LockSemantics::Waiting, 2, Guess::Closed, {});
  ASSERT_TRUE(guesses);
  EXPECT_GT(guesses->values.at(address(0)).size(), 2u);
  EXPECT_EQ(guesses->runs[0].size(), 2u) << "0 and 2";
}

} // namespace
} // namespace barrister
