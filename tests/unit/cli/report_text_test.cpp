// SPDX-License-Identifier: BSD-2-Clause
#include "cli/flags.hpp"
#include "cli/report_dot.hpp"
#include "cli/report_text.hpp"
#include "cli/report_waiting.hpp"
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
  EXPECT_NE(text.find("\nviolates: ~exists ("), text.npos);
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

// Why nothing is left, in the words of the first line.
std::string none(WhyNone why, bool bound_reached = false) {
  LitmusResult r;
  r.model = "lkmm";
  r.why_none = why;
  r.filtered = 7;
  r.bound_reached = bound_reached;
  auto const text = report(example::peterz(), r);
  return text.substr(0, text.find('\n'));
}

TEST(ReportText, NoExecutionIsSaidAsSuch) {
  EXPECT_EQ(none(WhyNone::Unexplained),
            "C-peterz: no execution is consistent under lkmm; why was not found.");
  EXPECT_EQ(none(WhyNone::Unexplained, true), "C-peterz: no execution ends within the bound under lkmm.");
  EXPECT_EQ(none(WhyNone::Waits), "C-peterz: deadlock under lkmm: every run waits for ever.");
  EXPECT_EQ(none(WhyNone::Axioms),
            "C-peterz: no execution is consistent under lkmm: every candidate breaks an "
            "axiom, and no run waits for ever.");
  EXPECT_EQ(none(WhyNone::Filter),
            "C-peterz: no execution is left under lkmm: the filter excludes all, 7 executions.");
}

// P0 and P2 take locks x and y in different orders.
Deadlock crossing() {
  Deadlock d{{}, example::execution(0, 0, 0)};
  auto& x = d.execution;
  x.events.resize(5);
  x.events[3] = {EventKind::Write, 0, 0, address(example::x), number(1), Tag::Lkw};
  x.events[4] = {EventKind::Write, 2, 0, address(example::y), number(1), Tag::Lkw};
  d.waiters = {{Waiter::For::Lock, 0, 2, address(example::y), 4, true},
               {Waiter::For::Lock, 2, 2, address(example::x), 3, true}};
  return d;
}
std::string waiting(LitmusResult r, Deadlock deadlock, bool all = true) {
  r.deadlocks = {std::move(deadlock)};
  r.all_deadlocks = all;
  return report_waiting(example::peterz().program, r);
}

TEST(ReportWaiting, WhoWaitsForWhom) {
  EXPECT_EQ(waiting(example::never(), crossing()),
            R"(  not counted: some runs end like this:
    P0 waits for ever at line 11: r1 = READ_ONCE(*y);
      P2, which waits, too, holds y since line 25: r1 = smp_load_acquire(z);
    P2 waits for ever at line 27: r2 = READ_ONCE(*x);
      P0, which waits, too, holds x since line 9: WRITE_ONCE(*x, 1);
)");
}
TEST(ReportWaiting, WhyTheHolderDoesNotLetGo) {
  LitmusResult r;
  r.why_none = WhyNone::Waits;
  auto one = crossing();
  one.waiters.pop_back();
  auto const start = std::string("  P0 waits for ever at line 11: r1 = READ_ONCE(*y);\n    ");
  EXPECT_EQ(waiting(r, one),
            start + "P2 came to its end and still holds y since line 25: r1 = smp_load_acquire(z);\n");
  one.waiters[0].one_holder = false;
  EXPECT_EQ(waiting(r, one),
            start +
                "for one, P2 came to its end and still holds y since line 25: r1 = smp_load_acquire(z);\n");
  one.waiters[0] = {Waiter::For::Lock, 0, 2, address(example::x), 3, true};
  EXPECT_EQ(waiting(r, one), start + "P0 itself holds x since line 9: WRITE_ONCE(*x, 1);\n");
  one.waiters[0].holder = 0;
  EXPECT_EQ(waiting(r, one), start + "x is held from the start\n");
  one.waiters[0] = {Waiter::For::Reader, 0, 2, std::nullopt, 3, true};
  EXPECT_EQ(waiting(r, one),
            start + "it waits for its own reader to end, which began at line 9: WRITE_ONCE(*x, 1);\n");
}
TEST(ReportWaiting, ManyWaysAreCounted) {
  LitmusResult r;
  r.deadlocks = std::vector<Deadlock>(5, crossing());
  auto const text = report_waiting(example::peterz().program, r);
  EXPECT_NE(text.find("  and some end like this:\n    P0"), text.npos);
  EXPECT_TRUE(text.ends_with("  and some in 2 other ways\n")) << text;
}
TEST(ReportWaiting, DoesNotSpeakOfAllRunsIfThereMayBeOtherWays) {
  LitmusResult r;
  r.why_none = WhyNone::Waits;
  EXPECT_TRUE(waiting(r, crossing()).starts_with("  P0 waits"));
  EXPECT_TRUE(waiting(r, crossing(), false).starts_with("  some runs end like this:\n    P0 waits"));
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
