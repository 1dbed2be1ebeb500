// SPDX-License-Identifier: BSD-2-Clause
// A protocol in which what has no meaning can happen has no other verdict, and shows how.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string followed(std::string const& check) {
  return "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\nint *p;\n"
         "task a {\n\tint *q = READ_ONCE(p);\n\t" +
         check + "WRITE_ONCE(*q, 1);\n}\ntask b { WRITE_ONCE(p, &x); }\nproperty ENDS \"\": a terminates;\n";
}

TEST(ProtocolFault, ANullThatIsFollowedIsSaid) {
  Folder const folder;
  auto const ran = barrister_with({"check", folder.write("p.protocol", followed(""))});
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("  fault: a at line 7 follows NULL: WRITE_ONCE(*q, 1);\n  1 claim is not decided\n"),
            std::string::npos)
      << ran.out;
  EXPECT_NE(ran.out.find("      WRITE_ONCE(*q, 1);  // fault: follows NULL\n"), std::string::npos) << ran.out;
}
TEST(ProtocolFault, IsInJson) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--format", "json", folder.write("p.protocol", followed(""))});
  EXPECT_EQ(ran.status, 1);
  for (auto const* part :
       {R"("verdict":"fault")", R"("fault":{"kind":"follows","file":)",
        R"("line":7,"text":"WRITE_ONCE(*q, 1);","value":0,"words":"follows NULL","run":0,"cpu":0})",
        R"("end":"fault")"})
    EXPECT_NE(ran.out.find(part), std::string::npos) << part << "\n" << ran.out;
}
TEST(ProtocolFault, OneThatIsAskedForIsNone) {
  Folder const folder;
  EXPECT_EQ(barrister_with({"check", folder.write("p.protocol", followed("if (q) "))}).status, 0);
}
TEST(ProtocolFault, AnInterruptIsRaisedWhereThereIsNoCpu) {
  Folder const folder;
  auto const file = folder.write("nowhere.protocol", R"(protocol nowhere;
world { cpu 0, 1; task a on 0; }
int where = 1;
int seen;
interrupt ring { WRITE_ONCE(seen, 1); }
task a { raise(ring, READ_ONCE(where) + 1); }
property P "": finally seen == 1;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 1);
  auto const words = "fault: a at line 6 raises an interrupt on CPU 2, which the world does not have: raise(";
  EXPECT_NE(ran.out.find(words), std::string::npos) << ran.out;
}
TEST(ProtocolFault, ADivisionByZeroIsNotRuledOut) {
  Folder const folder;
  auto const file = folder.write("divides.protocol", R"(protocol divides;
world { cpu 0, 1; task a on 0; task b on 1; }
int x = 1, y;
task a { WRITE_ONCE(y, 4 / READ_ONCE(x)); }
task b { WRITE_ONCE(x, 0); }
property P "": finally y == 4;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 1);
  auto const words = "fault: a at line 4 divides 4 by 0: WRITE_ONCE(y, 4 / READ_ONCE(x));";
  EXPECT_NE(ran.out.find(words), std::string::npos) << ran.out;
}
TEST(ProtocolFault, ANullThatIsCalledIsSaid) {
  Folder const folder;
  auto const file = folder.write("called.protocol", R"(protocol called;
world { cpu 0, 1; task a on 0; task b on 1; }
int (*handler)(int v);
ghost bool wrong;
static int twice(int v) { return 2 * v; }
task a { WRITE_ONCE(handler, twice); }
task b { int (*f)(int v) = READ_ONCE(handler); wrong = f(2) != 4; }
property FOUR "": never wrong;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("fault: b at line 7 calls what is no function: "), std::string::npos) << ran.out;
}

// Only where another run has a fault is what is assumed not asked: who is interrupted for ever has assumed
// it.
TEST(ProtocolFault, ThatMayBeAndIsNotLeavesNoAssumptionOut) {
  Folder const folder;
  auto const file = folder.write("p.protocol", R"(protocol p "";
world { cpu 0, 1; task a on 0; task b on 1; agent g on cpu 0 { WRITE_ONCE(y, 1); assume(0); WRITE_ONCE(y, 2); } }
int x, y, z;
spinlock_t l;
interrupt tick { smp_cond_load_acquire(&z, VAL); }
task a { spin_lock(&l); WRITE_ONCE(x, 0); WRITE_ONCE(x, 1); spin_unlock(&l); }
task b {
	int r;
	raise(tick, 0);
	spin_lock(&l);
	r = READ_ONCE(z);
	if (r)
		r = 1 / READ_ONCE(x);
	spin_unlock(&l);
}
property P "": never y == 1;
)");
  for (auto const* model : {"sc", "lkmm"}) {
    auto const ran = barrister_with({"check", "--model", model, file});
    EXPECT_EQ(ran.status, 0) << ran.out;
  }
}

// Bodies of two tasks, on CPUs of their own or on one.
std::string of_tasks(std::string const& a, std::string const& b,
                     std::string const& world = "task a on 0; task b on 1;") {
  return "protocol p \"\";\nworld { cpu 0, 1; " + world +
         " }\nint x, y, *p;\nspinlock_t l;\ntask a {\n\tint r, *q;\n" + a + "\n}\ntask b {\n\tint r, *q;\n" +
         b + "\n}\nproperty P \"\": never x == 77;\n";
}
struct Case {
  char const* name;
  std::string text, words; // none: there is no fault
};
std::ostream& operator<<(std::ostream& out, Case const& c) { return out << c.name; }
class ProtocolFaults : public testing::TestWithParam<Case> {};

TEST_P(ProtocolFaults, AreFoundAndReplayed) {
  Folder const folder;
  auto const file = folder.write("p.protocol", GetParam().text);
  for (auto const* model : {"sc", "lkmm"}) {
    auto const ran = barrister_with({"check", "--model", model, file});
    EXPECT_EQ(ran.status, GetParam().words.empty() ? 0 : 1) << ran.out << ran.err;
    auto const words = GetParam().words.empty() ? "holds" : "  fault: " + GetParam().words;
    EXPECT_NE(ran.out.find(words), std::string::npos) << ran.out << ran.err;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Program, ProtocolFaults,
    testing::Values(
        Case{"ANumberThatIsFollowed", of_tasks("q = READ_ONCE(p); r = READ_ONCE(*q);", "WRITE_ONCE(p, 5);"),
             "a at line 7 follows"},
        Case{"OneThatNobodyWrites",
             of_tasks("q = READ_ONCE(p); if (q) r = READ_ONCE(*q);", "WRITE_ONCE(y, 1);"), ""},
        Case{"ARemainder", of_tasks("r = 3 % READ_ONCE(x);", "WRITE_ONCE(x, 1);"),
             "a at line 7 takes the remainder of 3 by 0"},
        Case{"AShift", of_tasks("r = 1 << READ_ONCE(x);", "WRITE_ONCE(x, 64);"),
             "a at line 7 shifts 1 by 64"},
        Case{"InACondition", of_tasks("if (3 / READ_ONCE(x)) WRITE_ONCE(y, 1);", ""),
             "a at line 7 divides 3 by 0"},
        Case{"InTheConditionOfALoop", of_tasks("while (3 / READ_ONCE(x)) WRITE_ONCE(x, 5);", ""),
             "a at line 7 divides 3 by 0"},
        Case{"InAnAssumption", of_tasks("r = READ_ONCE(x); assume(3 / r);", ""),
             "a at line 7 divides 3 by 0"},
        Case{"BeforeWhatCannotPass", of_tasks("r = 3 / READ_ONCE(x); assume(0);", ""),
             "a at line 7 divides 3 by 0"},
        Case{"BeforeWhatAnotherAssumes",
             of_tasks("r = 3 / READ_ONCE(x); WRITE_ONCE(y, 1);", "r = READ_ONCE(y); assume(r);"),
             "a at line 7 divides 3 by 0"},
        Case{"BeforeWhatAnotherWaitsFor",
             of_tasks("r = 3 / READ_ONCE(x); WRITE_ONCE(y, 1);", "r = smp_cond_load_acquire(&y, VAL);"),
             "a at line 7 divides 3 by 0"},
        Case{"WithALockThatIsHeld",
             of_tasks("spin_lock(&l); r = 3 / READ_ONCE(x); spin_unlock(&l);",
                      "WRITE_ONCE(y, 1); spin_lock(&l); WRITE_ONCE(x, 1); spin_unlock(&l);"),
             "a at line 7 divides 3 by 0"},
        Case{"WhereAnotherTaskOfTheCpuHasToGoOn",
             of_tasks("preempt_disable(); r = 3 / READ_ONCE(x); preempt_enable();", "WRITE_ONCE(y, 1);",
                      "task a on 0; task b on 0;"),
             "a at line 7 divides 3 by 0"},
        Case{"OneThatALockRulesOut",
             of_tasks("spin_lock(&l); WRITE_ONCE(x, 0); WRITE_ONCE(x, 1); spin_unlock(&l);",
                      "spin_lock(&l); r = READ_ONCE(y); if (r) r = 1 / READ_ONCE(x); spin_unlock(&l);"),
             ""}),
    [](auto const& it) { return std::string(it.param.name); });

// Who takes locks in the order of their addresses may take either first.
TEST(ProtocolFaults, NobodyKnowsWhichObjectComesFirst) {
  Folder const folder;
  auto const text = [](std::string const& first, std::string const& second) {
    return "protocol p;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nspinlock_t l, m, both[2];\n"
           "static void take(spinlock_t *p, spinlock_t *q) { spin_lock(p); spin_lock(q); spin_unlock(q); "
           "spin_unlock(p); }\ntask a { if (" +
           first + " < " + second + ") take(" + first + ", " + second + "); else take(" + second + ", " +
           first + "); }\ntask b { take(" + first + ", " + second + "); }\nproperty D \"\": no deadlock;\n";
  };
  auto const two = barrister_with({"check", folder.write("two.protocol", text("&l", "&m"))});
  EXPECT_EQ(two.status, 1) << two.out << two.err;
  EXPECT_TRUE(has(two.out, "l < m, and nobody knows which of two objects comes first (elements of an array have an order)")) << two.out;
  auto const one = barrister_with({"check", folder.write("one.protocol", text("&both[0]", "&both[1]"))});
  EXPECT_EQ(one.status, 0) << one.out << one.err;
}

} // namespace
} // namespace barrister
