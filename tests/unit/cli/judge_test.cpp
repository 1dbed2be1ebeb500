// SPDX-License-Identifier: BSD-2-Clause
#include "cli/judge.hpp"
#include "example.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

Judgement judged(Quantifier q, std::uint64_t positive, std::uint64_t negative,
                 std::string const& expected = "", bool bound_reached = false) {
  auto test = example::peterz();
  test.quantifier = q;
  LitmusResult r;
  r.positive = positive;
  r.negative = negative;
  r.bound_reached = bound_reached;
  return judge(test, r, expected);
}

TEST(Judge, PlainExistsClaimsNothing) {
  EXPECT_EQ(judged(Quantifier::Exists, 0, 7).verdict, Verdict::Unreachable);
  EXPECT_EQ(judged(Quantifier::Exists, 0, 7).exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 1, 7).verdict, Verdict::Reachable);
  EXPECT_EQ(judged(Quantifier::Exists, 1, 7).exit, Exit::Good);
}

TEST(Judge, NotExistsAndForallAreClaims) {
  EXPECT_EQ(judged(Quantifier::NotExists, 0, 7).verdict, Verdict::Holds);
  EXPECT_EQ(judged(Quantifier::NotExists, 1, 7).exit, Exit::Violated);
  EXPECT_EQ(judged(Quantifier::Forall, 7, 0).exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Forall, 7, 1).exit, Exit::Violated);
}

TEST(Judge, ABoundQualifiesWhatHoldsNotWhatIsViolated) {
  EXPECT_EQ(judged(Quantifier::NotExists, 0, 7, "", true).verdict, Verdict::HoldsWithin);
  EXPECT_EQ(judged(Quantifier::NotExists, 1, 7, "", true).verdict, Verdict::Violated);
}

TEST(Judge, ExpectationsAreClaims) {
  EXPECT_EQ(judged(Quantifier::Exists, 0, 7, "Never").exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 1, 7, "never").exit, Exit::Violated);
  EXPECT_EQ(judged(Quantifier::Exists, 1, 7, "Sometimes").exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 7, 0, "Always").exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 7, 0, "Maybe").exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 7, 0, "Maybe").expected, "");
}

TEST(Judge, NoExecutionIsADeadlockNotANever) {
  EXPECT_EQ(judged(Quantifier::Exists, 0, 0, "Never").exit, Exit::Violated);
  EXPECT_EQ(judged(Quantifier::Exists, 0, 0, "DEADLOCK").exit, Exit::Good);
  EXPECT_EQ(judged(Quantifier::Exists, 0, 7, "DEADLOCK").exit, Exit::Violated);
  EXPECT_EQ(judged(Quantifier::NotExists, 0, 0).verdict, Verdict::Vacuous);
  EXPECT_EQ(judged(Quantifier::NotExists, 0, 0).exit, Exit::Violated);
}

TEST(Judge, NoExecutionWithinTheBoundIsUnknownAndNotVacuous) {
  EXPECT_EQ(judged(Quantifier::NotExists, 0, 0, "", true).verdict, Verdict::HoldsWithin);
  for (auto const quantifier : {Quantifier::Exists, Quantifier::NotExists, Quantifier::Forall}) {
    EXPECT_EQ(judged(quantifier, 0, 0, "", true).exit, Exit::Unknown);
    EXPECT_EQ(judged(quantifier, 0, 0, "Never", true).exit, Exit::Unknown);
  }
}
TEST(Judge, AnExistsOfNoExecutionIsNotUnreachable) {
  EXPECT_EQ(judged(Quantifier::Exists, 0, 0).verdict, Verdict::Vacuous);
  EXPECT_EQ(judged(Quantifier::Exists, 0, 0).exit, Exit::Good); // it claims nothing
  EXPECT_EQ(judged(Quantifier::Exists, 0, 1).verdict, Verdict::Unreachable);
}

TEST(Judge, UnknownIsNeverAPass) {
  auto r = example::never();
  r.unknown = "time";
  auto const j = judge(example::peterz(), r, "Never");
  EXPECT_EQ(j.verdict, Verdict::Unknown);
  EXPECT_EQ(j.reason, "time");
  EXPECT_EQ(j.exit, Exit::Unknown);
}

TEST(Judge, WorseExitWins) {
  EXPECT_EQ(worse(Exit::Good, Exit::Unknown), Exit::Unknown);
  EXPECT_EQ(worse(Exit::Unknown, Exit::Violated), Exit::Violated);
  EXPECT_EQ(worse(Exit::BadInput, Exit::Violated), Exit::BadInput);
  EXPECT_EQ(worse(Exit::Good, Exit::Good), Exit::Good);
}

} // namespace
} // namespace barrister::cli
