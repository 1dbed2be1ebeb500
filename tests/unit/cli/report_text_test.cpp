// SPDX-License-Identifier: BSD-2-Clause
#include "cli/flags.hpp"
#include "cli/report_dot.hpp"
#include "cli/report_text.hpp"
#include "example.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

std::string report(LitmusTest const& test, LitmusResult r, std::string const& expected = "",
                   States states = States::None) {
  return report_text(test, example::model(), example::answer(test, std::move(r), expected),
                     {states, false, 2, Ink()});
}

TEST(ReportText, Unreachable) {
  EXPECT_EQ(report(example::peterz(), example::never(), "Never", States::Few),
            R"(C-peterz: the exists clause is unreachable under lkmm: 0 of 7 executions.
  Never 0 7, as expected
     0:r1  2:r1  2:r2
        0     0     0
        0     0     1
        0     1     1
        1     0     0
        1     0     1
        1     1     0
        1     1     1
)");
}

TEST(ReportText, ReachableMarksTheStates) {
  auto const text = report(example::peterz(), example::sometimes(), "", States::Few);
  EXPECT_TRUE(text.starts_with("C-peterz: the exists clause is reachable under lkmm: 1 of 8 executions.\n"));
  EXPECT_NE(text.find("\n  *     0     1     0\n"), text.npos);
}

TEST(ReportText, ViolatedClaimShowsItsCounterexample) {
  auto test = example::peterz();
  test.quantifier = Quantifier::NotExists;
  auto const text = report(test, example::sometimes());
  EXPECT_TRUE(text.starts_with(
      "C-peterz: the ~exists clause is violated under lkmm: 1 of 8 executions reach it.\n\n    P0 "));
  EXPECT_NE(text.find("\nsatisfies: ~exists ("), text.npos);
}

TEST(ReportText, Forall) {
  auto test = example::peterz();
  test.quantifier = Quantifier::Forall;
  EXPECT_TRUE(report(test, example::never())
                  .starts_with(
                      "C-peterz: the forall clause is violated under lkmm: 7 of 7 executions falsify it.\n"));
  test.proposition = {};
  EXPECT_TRUE(
      report(test, example::never()).starts_with("C-peterz: nothing is asked; 7 executions under lkmm.\n"));
}

TEST(ReportText, SaysWhatIsNotAsExpected) {
  EXPECT_NE(report(example::peterz(), example::never(), "Sometimes")
                .find("\n  unexpected: expected Sometimes, found Never 0 7\n"),
            std::string::npos);
}

TEST(ReportText, UnknownSaysWhyAndNothingElse) {
  auto r = example::never();
  r.unknown = "no answer within 1 s";
  EXPECT_EQ(report(example::peterz(), r, "Never", States::All),
            "C-peterz: unknown under lkmm: no answer within 1 s.\n");
}

TEST(ReportText, BoundsCapsAndFlags) {
  auto r = example::sometimes();
  r.bound_reached = r.capped = true;
  r.flags = {"data-race", "odd"};
  auto const text = report(example::peterz(), r);
  EXPECT_NE(text.find("reachable under lkmm: at least 1 of at least 8 executions.\n"), text.npos);
  EXPECT_NE(text.find("\n  bound reached: a loop wants more than 2 rounds;"), text.npos);
  EXPECT_NE(text.find("\n  counts and states are lower bounds\n"), text.npos);
  EXPECT_NE(text.find("\n  data race: "), text.npos);
  EXPECT_NE(text.find("\n  flag: odd\n"), text.npos);
}

TEST(ReportText, NoExecutionIsSaidAsSuch) {
  LitmusResult r;
  r.model = "lkmm";
  EXPECT_EQ(report(example::peterz(), r, "DEADLOCK"),
            "C-peterz: no execution is consistent under lkmm: every run would wait for ever.\n"
            "  Never 0 0, as expected\n");
}

TEST(ReportDot, DrawsEventsAndTheCycle) {
  auto const test = example::peterz();
  auto const a = example::answer(test, example::never(), "");
  auto const text = report_dot(test, *witness(test, a));
  for (auto const* part :
       {"digraph \"C-peterz\" {\n", "subgraph cluster_2 {\n    label=\"P2\";\n",
        "e5 [label=\"R y=0\\nr1 = READ_ONCE(*y);\"];\n", "e4 [label=\"F MB\\nsmp_mb();\"];\n",
        "e3 -> e4 [label=\"po\"", "e7 -> e8 [label=\"rf\"", "e0 -> e3 [label=\"co\"",
        "e10 -> e3 [label=\"fr\"", "e10 -> e3 [label=\"fre\", style=bold"})
    EXPECT_NE(text.find(part), text.npos) << part;
  EXPECT_EQ(text.find("e3 -> e5 [label=\"po\""), text.npos) << "po is drawn without what follows from it";
}

} // namespace
} // namespace barrister::cli
