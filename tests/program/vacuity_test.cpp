// SPDX-License-Identifier: BSD-2-Clause
// Claims of no execution, and code that no execution reaches: said, with the place. Each has a neighbour that
// is nearly so, and is not.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace barrister {
namespace {

using nlohmann::json;

// Bodies of two tasks, each on a CPU of its own; `world` goes into the world, `rest` behind the tasks.
std::string of_tasks(std::string const& a, std::string const& b, std::string const& rest,
                     std::string const& world = "") {
  return "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; " + world +
         " }\nint x, y;\nspinlock_t l;\ntask a {\n" + a + "\n}\ntask b {\n" + b + "\n}\n" + rest + "\n";
}
Ran check(std::string const& text, std::vector<std::string> options = {}) {
  Folder const folder;
  options.insert(options.begin(), "check");
  options.push_back(folder.write("p.protocol", text));
  auto ran = barrister_with(options);
  EXPECT_EQ(ran.err, "");
  return ran;
}
bool says(Ran const& ran, std::string const& words) { return ran.out.find(words) != ran.out.npos; }
// What is warned of, by line.
std::vector<std::string> warnings(std::string const& text, std::vector<std::string> options = {}) {
  auto const out = check(text, std::move(options)).out;
  std::vector<std::string> found;
  std::string const mark = ": warning: ";
  for (auto at = out.find(mark); at != out.npos; at = out.find(mark, at + 1)) {
    auto const line = out.substr(out.rfind(':', at - 1) + 1, at - out.rfind(':', at - 1) - 1);
    found.push_back(line + " " + out.substr(at + mark.size(), out.find('\n', at) - at - mark.size()));
  }
  return found;
}
using Lines = std::vector<std::string>;

// Words, and the exit status.
struct Case {
  char const* name;
  std::string text, words;
  int status;
};
std::ostream& operator<<(std::ostream& out, Case const& c) { return out << c.name; }
class Vacuity : public testing::TestWithParam<Case> {};

TEST_P(Vacuity, IsSaidAndNothingElseIs) {
  auto const& [name, text, words, status] = GetParam();
  for (auto const* model : {"sc", "lkmm"})
    for (auto const* engine : {"cadical", "z3"}) {
      auto const ran = check(text, {"--model", model, "--engine", engine});
      EXPECT_EQ(ran.status, status) << ran.out;
      EXPECT_TRUE(says(ran, words)) << words << "\nis not in\n" << ran.out;
      EXPECT_EQ(says(ran, "vacuous"), words.find("vacuous") != words.npos) << ran.out;
    }
}

std::string const never = "property P \"\": never x == 7;";
std::string const starts = "start zero \"\" { x == 0; }\nstart one \"\" { x == 1; }\n";

INSTANTIATE_TEST_SUITE_P(
    Program, Vacuity,
    testing::Values(
        Case{"AnAssumptionThatNonePasses", of_tasks("assume(0);", "", never),
             "vacuous: no execution passes line 6: assume(0);\n  P  vacuous", 1},
        Case{"OneThatSomePass", of_tasks("assume(READ_ONCE(x) == 2);", "WRITE_ONCE(x, 2);", never),
             "P  holds", 0},
        Case{"TheOneThatLeavesNoneIsNamed",
             of_tasks("int r = READ_ONCE(x);\nassume(r == 1 || r == 2);\nassume(r != 1);\nassume(r != 2);",
                      "WRITE_ONCE(x, 1); WRITE_ONCE(x, 2);", never),
             "vacuous: no execution passes line 9: assume(r != 2);\n", 1},
        Case{"WhateverWasAssumedOfActsAndHandlersBefore",
             of_tasks("assume(READ_ONCE(x) == 3);", "", never,
                      "agent g on 1 { assume(0); WRITE_ONCE(x, 3); }"),
             "vacuous: no execution passes line 6: assume(READ_ONCE(x) == 3);\n", 1},
        Case{"AnActThatNeverHappensLeavesTheOthers",
             of_tasks("", "WRITE_ONCE(x, 1);", never, "agent g on 1 { assume(0); WRITE_ONCE(x, 7); }"),
             "P  holds", 0},
        Case{"AHandlerThatNeverArrivesLeavesTheOthers",
             of_tasks("raise(tick, 0);", "WRITE_ONCE(x, 1);",
                      "interrupt tick { assume(0); WRITE_ONCE(x, 7); }\n" + never),
             "P  holds", 0},
        Case{"AllClaimsAre",
             of_tasks("assume(0);", "",
                      "property E \"\": a terminates;\nproperty N \"\": no deadlock;\nproperty F \"\": "
                      "finally x == 7;"),
             "E  vacuous  unexpected: expected holds\n  N  vacuous  unexpected: expected holds\n  F  vacuous",
             1},
        Case{"AlsoOfAssertions", of_tasks("assume(0); assert(0);", "", ""), "assertions  vacuous", 1},
        Case{"ACoverIsNotReached", of_tasks("assume(0);", "", "cover C \"\": x == 0;\nexpect p: vacuous C;"),
             "vacuous: no execution passes line 6: assume(0);\n  C  not reached  as expected", 0},
        Case{"AStart", of_tasks("assume(READ_ONCE(x) == 0);", "", starts + never),
             "vacuous: from one, no execution passes line 6: assume(READ_ONCE(x) == 0);\n  P  vacuous", 1},
        Case{"NotOfTheOther",
             of_tasks("assume(READ_ONCE(x) == 0);", "", starts + "property P \"\": never x == 7 from zero;"),
             "P  holds  from zero", 0},
        Case{"OneStateOfAStartIsEnough",
             of_tasks("assume(READ_ONCE(x) == 0);", "", "start any \"\" { x == 0 || x == 1; }\n" + never),
             "P  holds", 0},
        Case{"AStartOfAClaimThatIsViolatedFromAnother",
             of_tasks("assume(READ_ONCE(x) == 0); WRITE_ONCE(x, 7);", "",
                      starts + never + "\nexpect p: violated P;"),
             "vacuous: from one, no execution passes line 6: assume(READ_ONCE(x) == 0);\n  P  violated", 1},
        Case{"MayBeExpectedOfAStart",
             of_tasks("assume(READ_ONCE(x) == 0); WRITE_ONCE(x, 7);", "",
                      starts + never + "\nexpect p: violated P from zero; vacuous P from one;"),
             "  P  vacuous   from one  as expected", 0},
        Case{"WithoutWhoHasToAct",
             of_tasks("assume(READ_ONCE(x) == 3);", "", never + "\nproperty Q \"\": never x == 7 without g;",
                      "agent g on 1 { WRITE_ONCE(x, 3); }"),
             "vacuous: without g, no execution passes line 6: assume(READ_ONCE(x) == 3);\n  P  holds\n  Q  "
             "vacuous",
             1},
        Case{"WithoutWhoNeedNot",
             of_tasks("assume(READ_ONCE(x) != 3);", "", "property Q \"\": never x == 7 without g;",
                      "agent g on 1 { WRITE_ONCE(x, 3); }"),
             "Q  holds  without g", 0},
        Case{"WhoWaitsForEverHasFinished",
             of_tasks("smp_cond_load_acquire(&x, VAL);", "",
                      never + "\nproperty N \"\": no deadlock;\nexpect p: holds P; violated N;"),
             "P  holds\n  N  violated by deadlock", 0},
        Case{"WhoIsCutMayComeToAnEnd", of_tasks("while (READ_ONCE(x) != 3) WRITE_ONCE(y, 1);", "", never),
             "P  unknown  unexpected: expected holds\n    because no execution ends within the bound: a loop "
             "can go round more than 5 times",
             3},
        Case{"WhoIsCutLoopsForEver",
             of_tasks("while (READ_ONCE(x) != 3) WRITE_ONCE(y, 1);", "", "property E \"\": a terminates;"),
             "E  violated by livelock", 1},
        Case{"WhoIsCutLoopsForEverThoughAnotherStartIsEmpty",
             of_tasks("while (READ_ONCE(x) == 1) WRITE_ONCE(y, 1);\nassume(READ_ONCE(x) != 0);", "",
                      starts + "property E \"\": a terminates;"),
             "vacuous: from zero, no execution passes line 7: assume(READ_ONCE(x) != 0);\n  E  violated by "
             "livelock",
             1},
        Case{"MoreRoundsMayStillViolateWhatIsEmptyFromAnother",
             of_tasks("int i;\nassume(READ_ONCE(x) != 1);\nfor (i = 0; i < 4; i++)\n\tWRITE_ONCE(y, "
                      "i);\nWRITE_ONCE(x, 7);",
                      "", starts + never),
             "vacuous: from one, no execution passes line 7: assume(READ_ONCE(x) != 1);\n  P  violated", 1},
        Case{"WhoIsCutFromOneStart",
             of_tasks("while (READ_ONCE(x) == 1) WRITE_ONCE(y, 1);", "", starts + never),
             "because from one, no execution ends within the bound: a loop can go round more than 5 times",
             3},
        Case{"AnAssumptionBehindACutIsNotAsked",
             of_tasks("while (READ_ONCE(x) != 3) WRITE_ONCE(y, 1); assume(0);", "", never), "P  unknown", 3},
        Case{"AFaultComesFirst", of_tasks("int r = 1 / READ_ONCE(x); assume(0);", "", never),
             "fault: a at line 6", 1}),
    [](auto const& it) { return std::string(it.param.name); });

// A task that is owed a turn in each execution: one switch may happen, and two would have to.
std::string switches(int times) {
  return "protocol p \"\";\nuse sched;\nworld { cpu 0; task a on 0; task b on 0; agent scheduler times " +
         std::to_string(times) +
         R"( on cpu 0 { __schedule(choose(2) ? &b : &a, 0); } }
int x, y;
task a { WRITE_ONCE(x, 1); smp_cond_load_acquire(&y, VAL == 1); WRITE_ONCE(x, 2); }
task b { WRITE_ONCE(y, 1); }
start s "" { runs_on(&a, 0) && queued_on(&b, 0); }
property P "": never x == 5;
)";
}
TEST(Vacuous, WhereATaskIsAlwaysOwedATurn) {
  auto const once = check(switches(1)), twice = check(switches(2));
  EXPECT_EQ(once.status, 1);
  EXPECT_TRUE(says(once, "vacuous: no execution ends: in each, some task is yet to be made current"))
      << once.out;
  EXPECT_EQ(twice.status, 0) << twice.out;
}

TEST(Vacuous, AVariantMayBeMeantToBe) {
  auto const text =
      of_tasks("int r = READ_ONCE(x);\nassume(r == 1);", "WRITE_ONCE(x, 1);",
               never + "\nvariant V \"\";\nvariant W \"\" { replace b(): \"WRITE_ONCE(x, 1);\" with "
                       "\"WRITE_ONCE(x, 2);\"; }\nexpect V: holds *;\nexpect W: ");
  EXPECT_EQ(check(text + "vacuous *;").status, 0);
  EXPECT_EQ(check(text + "holds *;").status, 1);
  EXPECT_EQ(check(text + "violated *;").status, 1);
}
TEST(Vacuous, IsInTablesAndJson) {
  Folder const folder;
  auto const file = folder.write("p.protocol", of_tasks("assume(READ_ONCE(x) == 0);", "", starts + never));
  auto const table = barrister_with({"variants", file});
  EXPECT_EQ(table.status, 1);
  EXPECT_TRUE(says(table, "vacuous  there is no execution that it speaks of")) << table.out;
  EXPECT_TRUE(says(table, "p is vacuous: from one, no execution passes line 6: ")) << table.out;
  auto const proved = barrister_with({"prove", folder.path()});
  EXPECT_EQ(proved.status, 1);
  EXPECT_TRUE(
      says(proved, "! p P under lkmm: expected holds, found vacuous: from one, no execution passes line 6: "))
      << proved.out;
  auto const result = json::parse(barrister_with({"check", "--format", "json", file}).out).at("results")[0];
  EXPECT_EQ(result.at("verdict"), "vacuous");
  EXPECT_EQ(result.at("empty_starts")[0].at("start"), "one");
  EXPECT_EQ(result.at("empty_starts")[0].at("line"), 6);
}
TEST(Vacuous, LitmusTests) {
  Folder const folder;
  auto const file = [&](std::string const& filter, std::string const& condition) {
    return folder.write("f.litmus", "C f\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nfilter (x=" + filter +
                                        ")\n" + condition);
  };
  auto const none = barrister_with({"check", file("2", "~exists (x=1)\n")});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "f: no execution is left under lkmm: the filter excludes all, 1 execution.\n");
  EXPECT_EQ(barrister_with({"check", file("1", "~exists (x=2)\n")}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--strict", file("1", "exists (x=2)\n")}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--strict", file("2", "exists (x=1)\n")}).status, 1);
  auto const words = barrister_with({"check", "--format", "json", file("2", "exists (x=1)\n")});
  EXPECT_EQ(json::parse(words.out).at("results")[0].at("verdict"), "vacuous");
  auto const loops = folder.write(
      "l.litmus", "C l\n{}\nP0(int *x) { int r; while (1) { r = READ_ONCE(*x); } }\n~exists (x=1)\n");
  EXPECT_EQ(barrister_with({"check", loops}).status, 3);
}

TEST(Warnings, OfStatementsThatNoExecutionReaches) {
  EXPECT_EQ(warnings(of_tasks("if (READ_ONCE(x) == 2)\n\tWRITE_ONCE(y, 1);", "WRITE_ONCE(x, 1);", never)),
            Lines{"7 no execution reaches this: WRITE_ONCE(y, 1);"});
  EXPECT_EQ(warnings(of_tasks("if (READ_ONCE(x) == 1)\n\tWRITE_ONCE(y, 1);", "WRITE_ONCE(x, 1);", never)),
            Lines{});
  // Only where a read may be stale.
  auto const stale = of_tasks("WRITE_ONCE(x, 1); if (!READ_ONCE(y))\n\tWRITE_ONCE(x, 2);",
                              "WRITE_ONCE(y, 1); if (!READ_ONCE(x))\n\tassume(READ_ONCE(x) == 2);", never);
  EXPECT_EQ(warnings(stale, {"--model", "lkmm"}), Lines{});
}
TEST(Warnings, AreOneForAStretch) {
  EXPECT_EQ(warnings(of_tasks(
                "if (READ_ONCE(x) == 2) {\n\tWRITE_ONCE(y, 1);\n\tWRITE_ONCE(y, 2);\n}\nWRITE_ONCE(y, 3);",
                "WRITE_ONCE(x, 1);", never)),
            Lines{"7 no execution reaches lines 7 to 8: WRITE_ONCE(y, 1);"});
}
TEST(Warnings, OfWhatIsBehindOneWhoWaitsForEver) {
  EXPECT_EQ(warnings(of_tasks("smp_cond_load_acquire(&x, VAL);\nWRITE_ONCE(y, 1);", "", never)),
            Lines{"7 no execution reaches this: WRITE_ONCE(y, 1);"});
  // A mark tells of a branch that is not taken, not of what comes before it.
  EXPECT_EQ(warnings(of_tasks("smp_cond_load_acquire(&x, VAL);\ndone = true;", "",
                              "ghost ever done;\nproperty P \"\": never done && x == 7;")),
            Lines{"7 no execution reaches this: done = true;"});
}
TEST(Warnings, AreNotOfMarksThatClaimsAskAbout) {
  auto const marked = [](std::string const& mark) {
    return warnings(of_tasks("if (READ_ONCE(x) == 2) {\n" + mark + "\nreturn;\n}\nWRITE_ONCE(y, 3);",
                             "WRITE_ONCE(x, 1);",
                             "ghost ever wrong;\nproperty P \"\": never wrong || reached(bad);"));
  };
  EXPECT_EQ(marked("wrong = true; bad:"), Lines{});
  EXPECT_EQ(marked("WARN_ON(1); wrong = true; bad:"), Lines{});
  EXPECT_EQ(marked("bad: wrong = true; WRITE_ONCE(y, 2);"), Lines{});
  EXPECT_EQ(marked("assert(READ_ONCE(y)); wrong = true; bad:"),
            Lines{"7 no execution reaches this: assert(READ_ONCE(y));"});
}
TEST(Warnings, AreNotOfWhatTheTextRulesOut) {
  EXPECT_EQ(warnings(of_tasks("if (0)\n\tWRITE_ONCE(y, 1);", "if (OFF)\n\tWRITE_ONCE(y, 2);",
                              "#define OFF 0\n" + never)),
            Lines{});
}
TEST(Warnings, SayNothingBehindALoopThatIsCut) {
  auto const loop = [](std::string const& rounds) {
    return of_tasks("int i;\nfor (i = 0; i < " + rounds +
                        "; i++)\n\tWRITE_ONCE(x, i);\nif (i == 2)\n\tWRITE_ONCE(y, 1);",
                    "if (READ_ONCE(y) == 7)\n\tWRITE_ONCE(y, 3);", never);
  };
  EXPECT_EQ(warnings(loop("40")), Lines{});
  EXPECT_EQ(warnings(loop("3")), (Lines{"10 no execution reaches this: WRITE_ONCE(y, 1);",
                                        "14 no execution reaches this: WRITE_ONCE(y, 3);"}));
}
TEST(Warnings, OfHandlersAndActs) {
  auto const text = [](std::string const& assumed) {
    return of_tasks(
        "raise(tick, 0);", "WRITE_ONCE(x, 1);",
        "static void help(void) { WRITE_ONCE(y, 4); }\ninterrupt tick { assume(READ_ONCE(x) == " + assumed +
            "); help(); }\n" + never,
        "\nagent g times 2 on cpu 1 { assume(READ_ONCE(x) == " + assumed + "); WRITE_ONCE(y, 1); }");
  };
  EXPECT_EQ(warnings(text("2")),
            (Lines{"3 g acts in no execution", "13 the handler tick runs in no execution"}));
  EXPECT_EQ(warnings(text("1")), Lines{});
}
// It may have its turn, and lose it for ever before its first step.
TEST(Warnings, OfAnActThatDoesNothing) {
  EXPECT_EQ(
      warnings(of_tasks("raise(tick, 1);", "", "interrupt tick { smp_cond_load_acquire(&x, VAL); }\n" + never,
                        "\nagent g on cpu 1 { WRITE_ONCE(y, 1); assume(0); }")),
      Lines{"3 g acts in no execution"});
}
TEST(Warnings, OfTheActThatIsOneTooMany) {
  EXPECT_EQ(warnings(of_tasks("", "", never,
                              "\nagent g times 3 on cpu 1 { atomic_inc(&n); assume(atomic_read(&n) < 3); }") +
                     "atomic_t n;\n"),
            Lines{"3 g 3 happens in no execution"});
}
TEST(Warnings, OfGhostsThatNothingWrites) {
  auto const asked = [](std::string const& b) {
    return warnings(
        of_tasks("WRITE_ONCE(x, 1);", b,
                 "ghost bool saw;\nghost count times;\nghost ever seen;\nghost DEFINE_PER_CPU(bool, by);\n"
                 "property P \"\":\n\tnever saw || times || seen || by[1];"));
  };
  EXPECT_EQ(
      asked(""),
      (Lines{"15 P asks about by, and nothing writes it", "15 P asks about saw, and nothing writes it",
             "15 P asks about seen, and nothing writes it", "15 P asks about times, and nothing writes it"}));
  EXPECT_EQ(asked("int r = READ_ONCE(y);\nsaw = r; if (r) { times++; seen = true; by = 1; }"), Lines{});
}
TEST(Warnings, OfFunctionsThatNothingCallsOnce) {
  auto const text = of_tasks("f();", "", R"(static void f(void) { WRITE_ONCE(y, 1); }
static void g(void) { WRITE_ONCE(y, 1); WRITE_ONCE(y, 2); f(); }
static bool asked(void) { return x == 7; }
property P "": never asked();
)");
  EXPECT_EQ(warnings(text), Lines{"12 nothing calls g()"});
  EXPECT_EQ(warnings(text + "variant V \"\";\nvariant W \"\" { replace a(): \"f();\" with \"g();\"; }\n",
                     {"--variant", "V"}),
            Lines{});
}
TEST(Warnings, AreNotOfTheLibrary) { EXPECT_EQ(warnings(switches(2)), Lines{}); }
TEST(Warnings, AreOfWhatNoVariantReaches) {
  auto const text = of_tasks(
      "set();", "int r = READ_ONCE(x);\nif (r == 2)\n\tWRITE_ONCE(y, 1);\nif (r == 3)\n\tWRITE_ONCE(y, 2);",
      "static void set(void) { WRITE_ONCE(x, 1); }\n" + never +
          "\nvariant V \"\";\nvariant W \"\" { static void set(void) { WRITE_ONCE(x, 2); } }\n");
  EXPECT_EQ(warnings(text), Lines{"13 no execution reaches this: WRITE_ONCE(y, 2);"});
  EXPECT_EQ(warnings(text, {"--variant", "V"}).size(), 2u);
}
TEST(Warnings, FailIfThatIsAskedFor) {
  Folder const folder;
  auto const file =
      folder.write("p.protocol", of_tasks("if (READ_ONCE(x) == 2)\n\tWRITE_ONCE(y, 1);", "", never));
  for (auto const* command : {"check", "variants", "prove"}) {
    auto const subject = command == std::string("prove") ? folder.path().string() : file;
    auto const calm = barrister_with({command, subject}),
               strict = barrister_with({command, "--strict", subject});
    EXPECT_EQ(calm.status, 0) << command;
    EXPECT_EQ(strict.status, 1) << command;
    EXPECT_TRUE(says(calm, "p.protocol:7: warning: no execution reaches this: WRITE_ONCE(y, 1);"))
        << calm.out;
  }
  EXPECT_EQ(barrister_with({"check", "-q", file}).out, "");
  auto const all = json::parse(barrister_with({"check", "--format", "json", file}).out);
  EXPECT_EQ(all.at("warnings")[0].at("line"), 7);
}

} // namespace
} // namespace barrister
