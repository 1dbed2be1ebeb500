// SPDX-License-Identifier: BSD-2-Clause
// Which expectation is a claim's, and whether a verdict is as expected.
#include "cli/protocol_answer.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

using frontend::Expectation;
using Kind = ClaimVerdict::Kind;

Protocol protocol() {
  Protocol p;
  p.name = "p";
  p.variant = "V";
  p.starts = {{"up", "", {}, {}, {}}, {"down", "", {}, {}, {}}, {"down", "", {}, {}, {}}};
  p.claims.resize(2);
  p.claims[0].name = "A";
  p.claims[1].name = "B";
  p.claims[1].from = {1};
  return p;
}
Expectation expectation(Expectation::Verdict verdict, std::string property) {
  Expectation e;
  e.variant = "V";
  e.verdict = verdict;
  e.property = std::move(property);
  return e;
}
std::vector<Question> asked(std::vector<Expectation> expectations, std::string const& model = "lkmm") {
  frontend::ProtocolFile file;
  file.expectations = std::move(expectations);
  return questions(file, protocol(), model);
}

TEST(Questions, AreTheClaimsWhereNothingIsExpected) {
  auto const all = asked({});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_FALSE(all[0].expected);
  EXPECT_TRUE(all[0].claim.from.empty());
  EXPECT_EQ(all[1].claim.from, std::vector<std::uint32_t>{1});
}
TEST(Questions, TellStartsApartAsExpectationsDo) {
  auto e = expectation(Expectation::Verdict::Violated, "A");
  e.from = {"down"};
  auto const all = asked({e});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_FALSE(all[0].expected);
  EXPECT_EQ(all[0].claim.from, std::vector<std::uint32_t>{0});
  EXPECT_EQ(all[1].expected->verdict, Expectation::Verdict::Violated);
  EXPECT_EQ(all[1].claim.from, (std::vector<std::uint32_t>{1, 2}));
}
TEST(Questions, TakeTheExpectationOfTheModelAndTheVariant) {
  auto of_model = expectation(Expectation::Verdict::Violated, "A");
  of_model.models = {"sc"};
  EXPECT_FALSE(asked({of_model})[0].expected);
  EXPECT_TRUE(asked({of_model}, "sc")[0].expected);
  of_model.variant = "W";
  EXPECT_FALSE(asked({of_model}, "sc")[0].expected);
}
TEST(Questions, TakeTheStarForWhatNothingNames) {
  auto named = expectation(Expectation::Verdict::Violated, "A");
  named.models = {"sc"};
  auto const all = asked({expectation(Expectation::Verdict::Unknown, "*"), named});
  EXPECT_FALSE(all[0].expected); // A is named, though not of this model
  EXPECT_EQ(all[1].expected->verdict, Expectation::Verdict::Unknown);
}

Exit exit_of(Kind found, std::optional<Expectation> expected, Claim::Kind kind = Claim::Kind::Never,
             bool is_lasso = false) {
  ClaimAnswer a;
  a.question.claim.kind = kind;
  a.question.expected = std::move(expected);
  a.verdict.kind = found;
  if (is_lasso) a.verdict.lasso.emplace();
  judge(a);
  return a.exit;
}
TEST(Judged, WithoutAnExpectationItHasToHold) {
  EXPECT_EQ(exit_of(Kind::Holds, {}), Exit::Good);
  EXPECT_EQ(exit_of(Kind::HoldsWithin, {}), Exit::Unknown);
  EXPECT_EQ(exit_of(Kind::Unknown, {}), Exit::Unknown);
  EXPECT_EQ(exit_of(Kind::Violated, {}), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Violated, {}, Claim::Kind::Cover), Exit::Violated);
}
TEST(Judged, AViolationIsByWhatIsExpected) {
  auto e = expectation(Expectation::Verdict::Violated, "A");
  EXPECT_EQ(exit_of(Kind::Violated, e), Exit::Good);
  EXPECT_EQ(exit_of(Kind::Holds, e), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::HoldsWithin, e), Exit::Unknown);
  e.by = "livelock";
  EXPECT_EQ(exit_of(Kind::Violated, e, Claim::Kind::Terminates), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Violated, e, Claim::Kind::Terminates, true), Exit::Good);
  e.by = "deadlock";
  EXPECT_EQ(exit_of(Kind::Violated, e, Claim::Kind::Terminates), Exit::Good);
  EXPECT_EQ(exit_of(Kind::Violated, e, Claim::Kind::NoDeadlock), Exit::Good);
}
TEST(Judged, WhatIsUnknownOrVacuousMayBeExpected) {
  EXPECT_EQ(exit_of(Kind::Unknown, expectation(Expectation::Verdict::Unknown, "A")), Exit::Good);
  EXPECT_EQ(exit_of(Kind::Holds, expectation(Expectation::Verdict::Unknown, "A")), Exit::Violated);
  auto const vacuous = expectation(Expectation::Verdict::Vacuous, "A");
  EXPECT_EQ(exit_of(Kind::Violated, vacuous, Claim::Kind::Cover), Exit::Good);
  EXPECT_EQ(exit_of(Kind::Holds, vacuous, Claim::Kind::Cover), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Vacuous, vacuous), Exit::Good);
  EXPECT_EQ(exit_of(Kind::Violated, vacuous), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Holds, vacuous), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::HoldsWithin, vacuous), Exit::Unknown);
}
TEST(Judged, WhatIsVacuousDoesNotHoldAndIsNotViolated) {
  EXPECT_EQ(exit_of(Kind::Vacuous, {}), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Vacuous, expectation(Expectation::Verdict::Holds, "A")), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Vacuous, expectation(Expectation::Verdict::Violated, "A")), Exit::Violated);
  EXPECT_EQ(exit_of(Kind::Vacuous, expectation(Expectation::Verdict::Unknown, "A")), Exit::Violated);
}
TEST(Judged, AComplaintIsNeverAsExpected) {
  ClaimAnswer a;
  a.question.expected = expectation(Expectation::Verdict::Unknown, "A");
  a.complaints = {"no"};
  judge(a);
  EXPECT_EQ(a.exit, Exit::Unknown);
}

TEST(Environment, CountsActsAndNamesStarts) {
  auto p = protocol();
  for (auto const* agent : {"mover", "mover", "plug"}) {
    p.contexts.push_back({Context::Kind::Act, agent, agent, {}, {}, {}});
  }
  EXPECT_EQ(environment(p), "for at most 2 mover, 1 plug; from 2 starts");
  p.claims[1].without = {"plug"};
  EXPECT_EQ(environment(p, p.claims[1]), "for at most 2 mover; from down");
}

} // namespace
} // namespace barrister::cli
