// SPDX-License-Identifier: BSD-2-Clause
// The text of tests that protocols become, and what is said of those that become none.
#include "frontend/as_litmus/write.hpp"
#include "frontend/litmus/parse.hpp"
#include "tests/unit/frontend_protocol/load.hpp"

namespace barrister::frontend {
namespace {

using as_litmus::Names;
using as_litmus::Wish;

as_litmus::Answer answer(std::string const& text, Wish const& wish = {}) {
  return as_litmus::write(load(text), wish);
}
std::string refused(std::string const& text, Wish const& wish = {}) {
  std::string out;
  auto const a = answer(text, wish);
  for (auto const& p : a.problems) out += to_string(p);
  EXPECT_EQ(a.text.empty(), !a.problems.empty());
  return out;
}
// What is said of a's code alone.
std::string refused_code(std::string const& code, std::string const& declarations = "") {
  return refused("protocol t;\nworld { cpu 0, 1; task a on 0; task b; }\nint x;" + declarations +
                 "\ntask a {\n" + code + "\n}\nproperty P \"\": never x == 1;\n");
}
// The body of a's thread, and the condition.
std::string body(std::string const& code, std::string const& condition = "never x == 1",
                 std::string const& declarations = "") {
  auto const a = answer("protocol t;\nworld { cpu 0, 1; task a on 0; task b; }\nint x, y;" + declarations +
                        "\ntask a {\n" + code + "\n}\nproperty P \"\": " + condition + ";\n");
  for (auto const& p : a.problems) ADD_FAILURE() << to_string(p);
  auto const begin = a.text.find("\nP0(");
  return begin == std::string::npos ? a.text : a.text.substr(begin + 1);
}

TEST(AsLitmusText, OfAMessageAndItsFlag) {
  auto const text = R"(protocol mp "a message, and the flag that it is there";
world { cpu 0, 1; task writer on 0; task reader on 1; }
struct box { int data; struct box *next; };
struct box box = { .data = 1 };
int flag = 3;
ghost bool saw_flag;
ghost int saw_data;
task writer { box.data = 2; box.next = &box; smp_wmb(); smp_store_release(&flag, 1); }
task reader { saw_flag = smp_load_acquire(&flag) == 1; saw_data = READ_ONCE(box.data); }
property MP "who sees the flag sees the message": never saw_flag && saw_data != 2 && flag != 7;
)";
  EXPECT_EQ(answer(text).text, R"(C mp-MP
(*
 * Written by barrister: never MP, "who sees the flag sees the message",
 * of protocol mp, variant mp, from start.
 * P0 is writer, on CPU 0.
 * P1 is reader, on CPU 1.
 * box_data is box.data.
 * box_next is box.next.
 * The address 1 is &box.
 *)

{
	int box_data = 1;
	int flag = 3;
}

P0(int *box_data, int *box_next, int *flag)
{
	*box_data = 2;
	*box_next = 1;
	smp_wmb();
	smp_store_release(flag, 1);
}

P1(int *box_data, int *flag)
{
	int r1;
	int r2;

	r1 = smp_load_acquire(flag);
	r2 = READ_ONCE(*box_data);
}

~exists
(1:r1=1 /\ ~(1:r2=2) /\ ~(flag=7))
)");
  EXPECT_NE(answer(text, {"", "", Names::Short}).text.find("P0(int *x, int *y, int *z)"), std::string::npos);
}

TEST(AsLitmusText, WhatIsKeptWhereWaysMeet) {
  EXPECT_EQ(body("int r = READ_ONCE(x);\nint s = 5;\nif (r == 1)\ns = READ_ONCE(y);\nWRITE_ONCE(x, s + 1);"),
            R"(P0(int *x, int *y)
{
	int r1;
	int r2;

	r2 = READ_ONCE(*x);
	r1 = 5;
	if (r2 == 1) {
		r1 = READ_ONCE(*y);
	}
	WRITE_ONCE(*x, (r1 + 1));
}

~exists
(x=1)
)");
}

TEST(AsLitmusText, ReturnsAreElses) {
  EXPECT_EQ(body("if (!READ_ONCE(x))\nreturn;\nif (READ_ONCE(y) == 2)\nreturn;\nWRITE_ONCE(y, 1);"),
            R"(P0(int *x, int *y)
{
	int r1;
	int r2;

	r1 = READ_ONCE(*x);
	if (r1) {
		r2 = READ_ONCE(*y);
		if (r2 != 2) {
			WRITE_ONCE(*y, 1);
		}
	}
}

~exists
(x=1)
)");
}

TEST(AsLitmusText, WaitingIsAFilter) {
  EXPECT_EQ(body("smp_cond_load_acquire(&y, VAL == 1);\nif (READ_ONCE(x))\nassume(READ_ONCE(y) < 3);"),
            R"(P0(int *y, int *x)
{
	int r1;
	int r2;
	int r3;
	int r4;
	int r5 = 1;

	r1 = smp_load_acquire(y);
	r2 = (r1 == 1);
	r3 = READ_ONCE(*x);
	if (r3) {
		r4 = READ_ONCE(*y);
		r5 = (r4 < 3);
	}
}

filter (0:r2=1 /\ 0:r5=1)

~exists
(x=1)
)");
}

TEST(AsLitmusText, PrimitivesHaveTheirNames) {
  auto const text =
      body("int r = xchg(&x, 1);\nxchg_release(&x, 2);\nr = cmpxchg_acquire(&x, r, 3);\natomic_inc(&n);\n"
           "r = atomic_fetch_add_relaxed(2, &n);\nr = atomic_dec_return(&n);\nspin_lock(&l);\n"
           "smp_mb__after_spinlock();\nspin_unlock(&l);\nmutex_lock(&m);\nmutex_unlock(&m);",
           "never x == 3 || y", "atomic_t n; spinlock_t l; struct mutex m;");
  EXPECT_EQ(text, R"(P0(int *x, atomic_t *n, spinlock_t *l, spinlock_t *m)
{
	int r1;
	int r2;
	int r3;
	int r4;
	int r5;

	r1 = xchg(x, 1);
	r2 = xchg_release(x, 2);
	r3 = cmpxchg_acquire(x, r1, 3);
	atomic_add(1, n);
	r4 = atomic_fetch_add_relaxed(2, n);
	r5 = atomic_sub_return(1, n);
	spin_lock(l);
	smp_mb__after_spinlock();
	spin_unlock(l);
	spin_lock(m);
	spin_unlock(m);
}

~exists
(x=3)
)");
}

TEST(AsLitmusText, WhatIsCountedAndComputed) {
  EXPECT_EQ(body("if (READ_ONCE(x) > 1) {\nhere: n++;\n}\nn++;\ng = READ_ONCE(y) + 1;",
                 "never n == 2 && reached(here) && g > 3", "ghost count n; ghost int g;"),
            R"(P0(int *x, int *y)
{
	int r1 = 0;
	int r2 = 0;
	int r3;
	int r4;
	int r5;
	intptr_t r6;

	r3 = READ_ONCE(*x);
	if (r3 > 1) {
		r2 = 1;
		r1 = (r1 + 1);
	}
	r1 = (r1 + 1);
	r4 = READ_ONCE(*y);
	r5 = (r4 + 1);
	r6 = (r5 > 3);
}

~exists
(0:r1=2 /\ ~(0:r2=0) /\ ~(0:r6=0))
)");
}

TEST(AsLitmusText, WhatIsComparedWithAnotherVariable) {
  auto const text = body("WRITE_ONCE(x, 2); WRITE_ONCE(y, 1); g = READ_ONCE(x);",
                         "never x == y || g == y || x == g", "ghost int g;");
  EXPECT_NE(text.find("\n~exists\n(x=[y] \\/ 0:r1=[y] \\/ x=0:r1)\n"), std::string::npos) << text;
}

TEST(AsLitmusText, CountsOfSeveralThreadsAreCases) {
  auto const a = answer("protocol t;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\nghost count n;\n"
                        "task a { if (READ_ONCE(x)) n++; }\ntask b { n++; if (READ_ONCE(x)) n++; }\n"
                        "property P \"\": never n == 2;\n");
  EXPECT_NE(a.text.find("\n~exists\n(0:r1=0 /\\ ~(1:r1=0) /\\ ~(1:r1=1) \\/ ~(0:r1=0) /\\ "
                        "~(1:r1=0) /\\ 1:r1=1)\n"),
            std::string::npos)
      << a.text;
}

TEST(AsLitmusText, LoopsOfKnownLengthAreWrittenOut) {
  EXPECT_EQ(body("int i;\nfor (i = 0; i < 2; i++)\nWRITE_ONCE(v[i], i);", "never x", "int v[2];"),
            R"(P0(int *v_0, int *v_1)
{
	WRITE_ONCE(*v_0, 0);
	WRITE_ONCE(*v_1, 1);
}

~exists
(false)
)");
}

TEST(AsLitmusText, LongLoopsTakeNoStack) {
  std::string ifs;
  for (int i = 0; i < 100; ++i) ifs += "if (i >= 0) n = i;\n";
  EXPECT_EQ(body("int i, n = 0;\nfor (i = 0; i < 900; i++) {\n" + ifs + "}\nWRITE_ONCE(x, n);"),
            "P0(int *x)\n{\n\tWRITE_ONCE(*x, 899);\n}\n\n~exists\n(x=1)\n");
}

TEST(AsLitmusText, NamesAreUniqueAndNoRegisters) {
  auto const text = body("WRITE_ONCE(r1, 1); WRITE_ONCE(v[1], 2); WRITE_ONCE(v_1, 3); WRITE_ONCE(final, 4);",
                         "never x", "int r1, v[2], v_1, final;");
  EXPECT_TRUE(text.starts_with("P0(int *r1_, int *v_1, int *v_1_2, int *final_)\n")) << text;
}

TEST(AsLitmusRefuses, WhatNoTestCanSay) {
  EXPECT_EQ(refused_code("while (!READ_ONCE(x))\n\tWRITE_ONCE(x, 2);"),
            "t.protocol:5:1: error: a loop; unrolled tests are not written\n");
  EXPECT_EQ(refused_code("WRITE_ONCE(x, choose(2));"),
            "t.protocol:5:1: error: choose(): a test does the same in all its executions\n");
  EXPECT_EQ(refused_code("int *q = READ_ONCE(p);\nWRITE_ONCE(*q, 1);", "int *p = &x;"),
            "t.protocol:6:1: error: which variable this is about depends on what is read\n"
            "    hint: a test names its variables: pointers can be stored and compared, and not followed\n");
  EXPECT_EQ(refused_code("WRITE_ONCE(x, READ_ONCE(x) << 1);"),
            "t.protocol:5:1: error: herd7 has no such operator\n"
            "    hint: of the operators, it has + - * & | ^ and comparisons\n");
  EXPECT_EQ(refused_code("WRITE_ONCE(c, 1);", "u8 c;"),
            "t.protocol:5:1: error: 'c' is of type 'u8': its values are cut\n");
  EXPECT_EQ(refused_code("raise(i, 1);", "interrupt i { READ_ONCE(x); }"),
            "t.protocol:5:1: error: an interrupt is raised: a test has none\n");
  EXPECT_EQ(
      refused_code("if (READ_ONCE(x)) {\n\tif (READ_ONCE(x) == 2)\n\t\treturn;\n\tWRITE_ONCE(x, 1);\n}\n"
                   "WRITE_ONCE(x, 3);"),
      "t.protocol:5:1: error: a jump out of here cannot be written without 'goto', which herd7 has not\n");
}

TEST(AsLitmusRefuses, MoreIfsInEachOtherThanATestIsReadWith) {
  auto const rounds = [](int most) {
    return "int i;\nfor (i = 0; i < " + std::to_string(most) + "; i++)\n\tif (READ_ONCE(x)) break;";
  };
  auto const text = answer("protocol t;\nworld { cpu 0, 1; task a on 0; task b; }\nint x;\ntask a {\n" +
                           rounds(90) + "\n}\nproperty P \"\": never x == 1;\n")
                        .text;
  Diagnostics diagnostics;
  EXPECT_TRUE(load_litmus("t.litmus", text, diagnostics));
  EXPECT_EQ(refused_code(rounds(91)),
            "t.protocol:7:2: error: more than 90 ifs in each other, which no test has\n");
}

TEST(AsLitmusRefuses, ContextsThatShareACpu) {
  EXPECT_EQ(
      refused("protocol t;\nworld { cpu 0; task a on 0; agent b on cpu 0 { WRITE_ONCE(x, 1); } }\nint x;\n"
              "task a { READ_ONCE(x); }\nproperty P \"\": never x;\n"),
      "t.protocol:2:35: error: 'b' runs on CPU 0, where 'a' may run, too: a thread of a test is a CPU\n"
      "    hint: give each its own CPU\n");
  EXPECT_EQ(refused("protocol t;\nworld { cpu 0, 1; task a on 0, 1; }\nint x;\ntask a { READ_ONCE(x); }\n"
                    "property P \"\": never x;\n"),
            "t.protocol:4:6: error: 'a' runs on CPU 0 or 1, and a thread of a test runs on one\n"
            "    hint: leave one of them\n");
}

TEST(AsLitmusRefuses, WhatIsNotChosen) {
  std::string const text = "protocol t;\nworld { cpu 0; task a on 0; }\nint x;\nstart one \"\" { x == 1; }\n"
                           "start two \"\" { x == 2; }\nstart both \"\" { x == 1 || x == 2; }\n"
                           "task a { READ_ONCE(x); }\nproperty ENDS \"\": a terminates;\n"
                           "property P \"\": never x;\nproperty Q \"\": never x from two;\n";
  EXPECT_EQ(refused(text), "t.protocol:9:10: error: a test begins in one start, and property P has several\n"
                           "    hint: '--start' chooses one: one, two, both\n");
  EXPECT_EQ(refused(text, {"P", "both", {}}),
            "t.protocol:6:1: error: start both stands for 2 states, and a test begins in one\n");
  EXPECT_EQ(refused(text, {"Q", "", {}}), "") << "it has one start";
  EXPECT_EQ(refused(text, {"Q", "one", {}}), "t.protocol:10:10: error: property Q has no start 'one'\n");
  EXPECT_EQ(refused(text, {"ENDS", "one", {}}),
            "t.protocol:8:10: error: property ENDS is about whether code ends, which no litmus test asks\n"
            "    hint: 'never', 'finally' and 'cover' can be written\n");
  EXPECT_EQ(refused(text, {"R", "one", {}}), "t.protocol:7:6: error: there is no property 'R'\n");
}

} // namespace
} // namespace barrister::frontend
