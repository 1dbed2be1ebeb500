// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_herd7.hpp"
#include "example.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

TEST(ReportHerd7, PeterzByteForByte) {
  EXPECT_EQ(report_herd7(example::peterz(), example::never()), R"(Test C-peterz Allowed
States 7
0:r1=0; 2:r1=0; 2:r2=0;
0:r1=0; 2:r1=0; 2:r2=1;
0:r1=0; 2:r1=1; 2:r2=1;
0:r1=1; 2:r1=0; 2:r2=0;
0:r1=1; 2:r1=0; 2:r2=1;
0:r1=1; 2:r1=1; 2:r2=0;
0:r1=1; 2:r1=1; 2:r2=1;
No
Witnesses
Positive: 0 Negative: 7
Condition exists (0:r1=0 /\ 2:r1=1 /\ 2:r2=0)
Observation C-peterz Never 0 7
Time C-peterz 0.02
Hash=e427f41d9146b2a5445101d3e2fcaa34

)");
}

TEST(ReportHerd7, NotExistsSwapsWitnessesButNotObservation) {
  auto test = example::peterz();
  test.quantifier = Quantifier::NotExists;
  auto const text = report_herd7(test, example::sometimes());
  EXPECT_TRUE(text.starts_with("Test C-peterz Forbidden\nStates 8\n"));
  EXPECT_NE(text.find("\nNo\nWitnesses\nPositive: 7 Negative: 1\nCondition ~exists ("), text.npos);
  EXPECT_NE(text.find("\nObservation C-peterz Sometimes 1 7\n"), text.npos);
}

TEST(ReportHerd7, DeadlockLoopAndFlags) {
  auto test = example::peterz();
  LitmusResult none;
  EXPECT_NE(report_herd7(test, none).find("States 0\nNo\nWitnesses\nPositive: 0 Negative: 0\n"),
            std::string::npos);
  none.bound_reached = none.undefined = true;
  none.flags = {"data-race"};
  EXPECT_NE(report_herd7(test, none)
                .find("\nLoop Undef\nWitnesses\nPositive: 0 Negative: 0\nFlag *undef*\nFlag data-race\n"),
            std::string::npos);
}

TEST(ReportHerd7, BadFlagMakesATestUndefined) {
  LitmusResult r;
  r.flags = {"data-race"};
  EXPECT_NE(report_herd7(example::peterz(), r, {.bad_flag = "data-race"}).find("\nUndef\nWitnesses\n"),
            std::string::npos);
  EXPECT_NE(report_herd7(example::peterz(), r, {.bad_flag = "other"}).find("\nNo\nWitnesses\n"),
            std::string::npos);
}

TEST(ReportHerd7, CandidatesComeBeforeTheHash) {
  auto const text = report_herd7(example::peterz(), example::never(), {.candidates = std::uint64_t{8}});
  EXPECT_NE(text.find("\nTime C-peterz 0.02\nCandidates C-peterz 8\nHash="), text.npos);
}

TEST(ReportHerd7, HexadecimalInTheConditionToo) {
  auto const text = report_herd7(example::peterz(), example::never(), {.radix = Radix::Hexadecimal});
  EXPECT_NE(text.find("\nCondition exists (0:r1=0x0 /\\ 2:r1=0x1 /\\ 2:r2=0x0)\n"), text.npos);
}

TEST(ReportHerd7, ShowsArraysGlobalsAndEmptyStates) {
  auto test = example::peterz();
  test.program.objects.push_back({"a", {"int", 32, true}, {number(0), number(0)}, true});
  test.observed = {Cell{address(0)}, WholeArray{3}};
  test.proposition = {};
  test.quantifier = Quantifier::Forall;
  LitmusResult r;
  r.negative = 0;
  r.positive = 1;
  r.states.emplace_back();
  r.states[0].values = {number(-3), address(1), number(7)};
  EXPECT_NE(report_herd7(test, r).find("\n[x]=-3; a={y,7};\nOk\n"), std::string::npos);
  EXPECT_NE(report_herd7(test, r, {.radix = Radix::Hexadecimal}).find("\n[x]=0xfffffffd; a={y,0x7};\n"),
            std::string::npos);
  test.observed.clear();
  r.states[0].values.clear();
  EXPECT_NE(report_herd7(test, r).find("States 1\n\nOk\n"), std::string::npos);
}

} // namespace
} // namespace barrister::cli
