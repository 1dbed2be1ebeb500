// SPDX-License-Identifier: BSD-2-Clause
// A verdict that an execution, or a state, contradicts is told of.
#include "cli/check_test.hpp"
#include "cli/protocol_checks.hpp"
#include "cli/test_checks.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

using namespace protocol_parts;
using Allowed = solver::Allowance::Kind;
using Kind = ClaimVerdict::Kind;

// x ends as 2, and mostly is 1 on the way; y is never written.
Protocol two_claims() {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("a", {0}, {store(x, 1), store(x, 2)});
  p.task("b", {1}, {load(0, x)});
  p.claim(Claim::Kind::Never, "x", {load(0, x), assign(0, equal(0, 2))});
  p.claim(Claim::Kind::Never, "y", {load(0, y)});
  return p.finished();
}
std::vector<ClaimVerdict> verdicts(Kind x, Kind y) {
  std::vector<ClaimVerdict> out(2);
  out[0].kind = x;
  out[1].kind = y;
  return out;
}

class ChecksOfProtocols : public testing::Test {
protected:
  std::vector<std::string> complaints(CheckLevel level, std::vector<ClaimVerdict> const& v,
                                      Allowed told = Allowed::Yes) {
    ProtocolChecks checks(protocol_, model_, level);
    auto const known = checks.known();
    if (known) {
      auto const count = known->find(10).size();
      for (std::size_t i = 0; i < count; ++i) known->tell(i, {told, "why"});
    }
    auto out = checks.complaints(v);
    checked_ = checks.checked();
    return out;
  }

  Protocol protocol_ = two_claims();
  MemoryModel model_ = load_model_for_protocols("lkmm");
  Checked checked_;
};

TEST_F(ChecksOfProtocols, FindNothingWhereAllIsRight) {
  EXPECT_EQ(complaints(CheckLevel::Full, verdicts(Kind::Violated, Kind::Holds)), std::vector<std::string>());
  EXPECT_EQ(checked_.executions, 3u); // b reads 0, 1, 2
  EXPECT_EQ(checked_.states, 6u);
  EXPECT_EQ(checked_.in_words(), "none of 3 sequentially consistent executions is left out; all 6 "
                                 "sequentially consistent states compared");
}
TEST_F(ChecksOfProtocols, TellOfWhatIsLeftOut) {
  auto const said = complaints(CheckLevel::Fast, verdicts(Kind::Violated, Kind::Holds), Allowed::No);
  ASSERT_EQ(said.size(), 3u);
  EXPECT_EQ(said[0].substr(0, 46), "left out of the encoding: execution 1 (seed 1)") << said[0];
  EXPECT_EQ(checked_.executions, 0u);
  EXPECT_EQ(checked_.in_words(), "");
}
TEST_F(ChecksOfProtocols, TellOfAClaimThatAnExecutionBreaks) {
  auto const said = complaints(CheckLevel::Fast, verdicts(Kind::Holds, Kind::Holds));
  ASSERT_EQ(said.size(), 3u);
  for (auto const& one : said) EXPECT_NE(one.find(" breaks x"), std::string::npos) << one;
}
TEST_F(ChecksOfProtocols, TellOfAClaimThatAStateBreaks) {
  auto const said = complaints(CheckLevel::Full, verdicts(Kind::Holds, Kind::Holds));
  ASSERT_EQ(said.size(), 4u);
  EXPECT_EQ(said[3], "a sequentially consistent state from start  breaks x");
}
TEST_F(ChecksOfProtocols, DoNothingWhereNothingIsWanted) {
  EXPECT_EQ(complaints(CheckLevel::None, verdicts(Kind::Holds, Kind::Holds)), std::vector<std::string>());
}
// Where nothing may come of it, no execution is asked for.
TEST_F(ChecksOfProtocols, AskForNothingThatTheModelForbids) {
  Check never;
  for (auto const& check : model_.checks)
    if (check.role == Role::Axiom) never = check;
  never.negated = !never.negated;
  model_.checks.push_back(never);
  EXPECT_EQ(complaints(CheckLevel::Full, verdicts(Kind::Holds, Kind::Holds)), std::vector<std::string>());
  EXPECT_EQ(checked_.executions, 0u);
}

TEST(ChecksOfTests, TellOfAStateThatIsLeftOut) {
  auto const test = barrister::load_test("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0; "
                                         "r0 = READ_ONCE(*x); }\nexists (1:r0=2)\n");
  auto const lkmm = load_shipped_model("lkmm");
  auto result = solver::verify(test, lkmm, {});
  TestChecks right(test, lkmm, CheckLevel::Fast, 2);
  EXPECT_EQ(right.complaints(result), std::vector<std::string>());
  EXPECT_EQ(right.checked().executions, 2u);
  EXPECT_EQ(right.checked().weak, 0u);

  result.states.pop_back();
  TestChecks wrong(test, lkmm, CheckLevel::Fast, 2);
  EXPECT_EQ(wrong.complaints(result).size(), 1u);
}
TEST(ChecksOfTests, TellOfAWeakerStateThatIsLeftOut) {
  auto const test = barrister::load_test(
      "C t\n{}\nP0(int *x, int *y) { int r0; WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y); }\n"
      "P1(int *x, int *y) { int r0; WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x); }\nexists (0:r0=0 /\\ 1:r0=0)\n");
  auto const lkmm = load_shipped_model("lkmm");
  auto result = solver::verify(test, lkmm, {});
  TestChecks right(test, lkmm, CheckLevel::Full, 2);
  EXPECT_EQ(right.complaints(result), std::vector<std::string>());
  EXPECT_EQ(right.checked().weak, 1u);
  EXPECT_EQ(right.checked().in_words(),
            "none of 3 sequentially consistent executions and 1 weaker execution is left out");

  ASSERT_TRUE(result.satisfying);
  result.states.erase(result.states.begin() + static_cast<std::ptrdiff_t>(*result.satisfying));
  result.satisfying.reset();
  result.positive = 0;
  TestChecks wrong(test, lkmm, CheckLevel::Full, 2);
  EXPECT_EQ(wrong.complaints(result).size(), 1u);
}
TEST(ChecksOfTests, TellOfAFlagThatIsLeftOut) {
  auto const test = barrister::load_test("C t\n{}\nP0(int *x) { *x = 1; }\nP1(int *x) { int r0; r0 = *x; }\n"
                                         "exists (1:r0=2)\n");
  auto const lkmm = load_shipped_model("lkmm");
  auto result = solver::verify(test, lkmm, {});
  ASSERT_FALSE(result.flags.empty());
  TestChecks right(test, lkmm, CheckLevel::Full, 2);
  EXPECT_EQ(right.complaints(result), std::vector<std::string>());
  result.flags.clear();
  TestChecks wrong(test, lkmm, CheckLevel::Full, 2);
  auto const said = wrong.complaints(result);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].substr(0, 34), "left out of the flags: data-race, ") << said[0];
}
TEST(ChecksOfTests, AreMadeWithEachEngine) {
  auto const test = barrister::load_test(
      "C t\n{}\nP0(int *x, int *y) { int r0; WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y); }\n"
      "P1(int *x, int *y) { int r0; WRITE_ONCE(*y, 1); smp_mb(); r0 = READ_ONCE(*x); }\n"
      "exists (0:r0=0 /\\ 1:r0=0)\n");
  auto const lkmm = load_shipped_model("lkmm");
  for (auto const engine : {solver::Engine::Enumeration, solver::Engine::Cadical, solver::Engine::Z3}) {
    solver::Options options;
    options.engine = engine;
    auto const answer = check_test(test, lkmm, options, "", CheckLevel::Full);
    EXPECT_EQ(answer.judgement.verdict, Verdict::Unreachable);
    EXPECT_EQ(answer.checked.executions, 3u);
  }
}

} // namespace
} // namespace barrister::cli
