// SPDX-License-Identifier: BSD-2-Clause
// .def files: what they may say, what becomes of calls, and what is said of mistakes.
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/litmus/print.hpp"
#include <gtest/gtest.h>

namespace barrister::frontend {
namespace {

std::string said(Diagnostics const& diagnostics) {
  std::string out;
  for (auto const& d : diagnostics.all()) out += to_string(d);
  return out;
}

// The statements of P0(int *x, int *y, int **p) with locals r1, r2; or what is wrong.
std::string lowered(std::string const& def, std::string const& body, Bell const* bell = nullptr) {
  Diagnostics diagnostics;
  auto const macros = load_macros("m.def", def, diagnostics);
  if (!macros) return said(diagnostics);
  auto const test = load_litmus(
      "t.litmus", "C t\n{}\nP0(int *x, int *y, int **p)\n{\nint r1; int r2;\n" + body + "\n}\nexists (x=0)\n",
      diagnostics, {&*macros, bell, Generation::Lkmmv2});
  if (!diagnostics.all().empty()) return said(diagnostics);
  auto const all = litmus::print(test->program);
  return all.substr(all.find("  local int r2 = 0\n") + 19);
}
std::string wrong(std::string const& def) {
  Diagnostics diagnostics;
  EXPECT_FALSE(load_macros("m.def", def, diagnostics)) << def;
  return said(diagnostics);
}
std::string herd7(std::string const& def, std::string const& body) {
  Diagnostics diagnostics;
  auto const macros = load_macros("m.def", def, diagnostics);
  load_litmus("t.litmus", "C t\n{}\nP0(int *x)\n{\nint r1;\n" + body + "\n}\nexists (x=0)\n", diagnostics,
              {&*macros, nullptr, Generation::Lkmmv2});
  return diagnostics.all().empty() ? "" : diagnostics.all().front().herd7;
}

TEST(Macros, ExpressionsAndStatements) {
  std::string const def =
      "/* to read */ get(P) __load{ONCE}(*P) // and\n(* to write *) put(P, V) { __store{ONCE}(*P, V); }\n"
      "both(P) { put(P, 1); put(P, get(P) + 1); }";
  EXPECT_EQ(lowered(def, "r1 = get(x);"), "  r1 = load{ONCE} x\n");
  EXPECT_EQ(lowered(def, "put(x, get(y));"), "  %5 = load{ONCE} y\n  store{ONCE} x, %5\n");
  EXPECT_EQ(lowered(def, "both(y);"), "  store{ONCE} y, 1\n  %5 = load{ONCE} y\n  store{ONCE} y, (%5 + 1)\n");
  EXPECT_EQ(lowered(def, "r1 = get(*p);"), "  %5 = load p\n  r1 = load{ONCE} %5\n");
  EXPECT_EQ(lowered(def, "if (get(x)) put(y, 1); else put(y, 2);"),
            "  %5 = load{ONCE} x\n  if %5\n    store{ONCE} y, 1\n  else\n    store{ONCE} y, 2\n");
}

TEST(Macros, NamesOfTheTwoKindsAreApart) {
  std::string const def = "f(P) __load{ONCE}(*P) f(P) { __store{ONCE}(*P, 5); }";
  EXPECT_EQ(lowered(def, "f(x); r1 = f(y); (void) f(y);"),
            "  store{ONCE} x, 5\n  r1 = load{ONCE} y\n  %5 = load{ONCE} y\n");
}

TEST(Macros, TheLastDefinitionCounts) {
  EXPECT_EQ(lowered("f(P) __load{ONCE}(*P) f(P) __load{ACQUIRE}(*P)", "r1 = f(x);"),
            "  r1 = load{ACQUIRE} x\n");
}

TEST(Macros, ArgumentsAreExpressions) {
  EXPECT_EQ(lowered("twice(V) V * 2", "r1 = twice(r2 + 1);"), "  r1 = ((r2 + 1) * 2)\n");
  EXPECT_EQ(lowered("assign(A, V) { A = V; }", "assign(r1, 3); assign(*x, 4);"), "  r1 = 3\n  store x, 4\n");
  // As in herd7: what is no parameter means what it means in the test, and arguments are not looked at again.
  EXPECT_EQ(lowered("f(x) __load{ONCE}(*y) + x", "r1 = f(r2);"), "  %5 = load{ONCE} y\n  r1 = (%5 + r2)\n");
  EXPECT_EQ(lowered("f(r1, r2) g(r2, r1) g(r1, r2) r1 - r2", "r1 = f(r1, 5);"), "  r1 = (5 - r1)\n");
}

TEST(Macros, InternalPrimitivesStandInTestsToo) {
  EXPECT_EQ(
      lowered("", "r1 = __load{ONCE}(*x); __store{RELEASE}(*x, r1); __fence{rcu-lock}; __fence{MB,wmb};"),
      "  r1 = load{ONCE} x\n  store{RELEASE} x, r1\n  fence{Rcu-lock}\n  fence{MB,Wmb}\n");
  EXPECT_EQ(lowered("", "r1 = __atomic_fetch_op{MB}(x, &~, 3); __atomic_op{NORETURN}(x, ^, 1);"),
            "  r1 = old of update &{MB} x, -4\n  update ^{NORETURN} x, 1\n");
  EXPECT_EQ(lowered("", "r1 = __atomic_op_return{MB}(x, -, 1) == 0; __atomic_op{NORETURN}(x, |, &*y);"),
            "  %5 = new of update -{MB} x, 1\n  r1 = (%5 == 0)\n  update |{NORETURN} x, (int)y\n");
}

// The table of primitives gives what the same primitives as macros give.
TEST(Macros, StandWhereverPrimitivesStand) {
  std::string const text = R"(C t
{}
#define READY READ_ONCE(*y)
struct foo { int a; int b; };
static int get(int *p) { return smp_load_acquire(p); }
static void set(int *p, int v) { WRITE_ONCE(*p, v); }
P0(int *x, int *y, struct foo *f, struct foo **p)
{
	int t[2] = {READ_ONCE(*x), 1};
	int *q = &t[1];
	struct foo *g;
	int r1;
	int r2 = (r1 = READY, r1 + sizeof(*f));

	set(x, get(y));
	(void)get(x);
	g = READ_ONCE(*p) + 1;
	smp_load_acquire(p)->b = xchg(p, f)->b;
	switch (READ_ONCE(*x)) {
	case 1:
		set(y, *q);
		break;
	default:
		for (r1 = 0; r1 < get(y); r1++) {
			if (READY) goto out;
			if (get(x)) continue;
			WRITE_ONCE(g->b, 2);
		}
	}
	return;
out:
	WRITE_ONCE(*y, 3);
}
exists (x=0)
)";
  std::string const def = "READ_ONCE(X) __load{ONCE}(X) WRITE_ONCE(X, V) { __store{ONCE}(X, V); } "
                          "smp_load_acquire(X) __load{ACQUIRE}(*X) xchg(X, V) __xchg{MB}(X, V)";
  Diagnostics diagnostics;
  auto const macros = load_macros("m.def", def, diagnostics);
  auto const by_table = load_litmus("t.litmus", text, diagnostics);
  auto const by_macros = load_litmus("t.litmus", text, diagnostics, {&*macros, nullptr, Generation::Lkmmv2});
  EXPECT_EQ(said(diagnostics), "");
  ASSERT_TRUE(by_table && by_macros);
  EXPECT_EQ(litmus::print(by_macros->program), litmus::print(by_table->program));
}

TEST(Macros, TagsAreThePrograms) {
  EXPECT_EQ(lowered("", "__fence{full-Stop}; __store{once,Shiny_1}(*x, 1);"),
            "  fence{Full-Stop}\n  store{Once,Shiny_1} x, 1\n");
  std::string many;
  for (int i = 0; i < 40; ++i) many += "__fence{tag" + std::to_string(i) + "};";
  EXPECT_NE(lowered("", many).find("unsupported: more than 64 different tags"), std::string::npos);
}

TEST(Macros, TagsThatTheBellDoesNotDeclareAreWarnedAbout) {
  Bell bell;
  bell.instructions["F"] = {"MB", "rcu-lock"};
  EXPECT_EQ(lowered("mb() { __fence{MB}; }", "mb();", &bell), "  fence{MB}\n");
  EXPECT_EQ(lowered("lock() { __fence{rcu-lokc}; }", "lock();", &bell),
            "t.litmus:6:1: warning: the bell file declares no tag 'rcu-lokc, so no model sees it\n"
            "    lock();\n"
            "    ^~~~~~~\n"
            "    hint: did you mean 'rcu-lock'?\n");
}

TEST(MacroErrors, Calls) {
  std::string const def = "get(P) __load{ONCE}(*P) put(P, V) { __store{ONCE}(*P, V); } bad(P) get(get_it(P))";
  EXPECT_EQ(lowered(def, "r1 = gett(x);"), "t.litmus:6:6: error: unknown macro 'gett'\n"
                                           "    r1 = gett(x);\n"
                                           "         ^~~~\n"
                                           "    hint: did you mean 'get'?\n");
  EXPECT_EQ(lowered(def, "get(x);"), "t.litmus:6:1: error: unknown macro 'get'\n"
                                     "    get(x);\n"
                                     "    ^~~\n"
                                     "    hint: it gives a value: '(void) get(...)' drops it\n");
  EXPECT_EQ(lowered(def, "r1 = put(x, 1);"), "t.litmus:6:6: error: unknown macro 'put'\n"
                                             "    r1 = put(x, 1);\n"
                                             "         ^~~\n"
                                             "    hint: it is a statement, and gives no value\n");
  EXPECT_EQ(lowered(def, "put(x);"), "t.litmus:6:1: error: 'put' takes 2 arguments, not 1\n"
                                     "    put(x);\n"
                                     "    ^~~~~~\n");
  EXPECT_EQ(lowered(def, "r1 = bad(x);"), "t.litmus:6:6: error: unknown macro 'get_it', which 'bad' uses\n"
                                          "    r1 = bad(x);\n"
                                          "         ^~~~~~\n");
  EXPECT_EQ(lowered(def, "r1 = get(r2);"), ""
                                           "  r1 = load{ONCE} r2\n");
  EXPECT_EQ(lowered("get(X) __load{ONCE}(X)", "r1 = get(x);"),
            "t.litmus:6:10: error: 'get' wants what a pointer points to, such as '*x'\n"
            "    r1 = get(x);\n"
            "             ^\n"
            "    hint: did you mean '*x'?\n");
}

TEST(MacroErrors, HerdsOwnWords) {
  EXPECT_EQ(herd7("", "foo(x);"), "Unknown macro foo");
  EXPECT_EQ(herd7("", "r1 = foo(x);"), "Unknown macro foo");
  EXPECT_EQ(herd7("f(X) *X", "r1 = f(x, x);"), "Argument mismatch for macro f");
  Diagnostics builtin;
  EXPECT_FALSE(load_litmus("t", "C t\n{}\nP0(int *x) { foo(x); }\nexists (x=0)\n", builtin));
  EXPECT_EQ(builtin.all().front().herd7, "Unknown macro foo");
}

TEST(MacroErrors, InternalPrimitives) {
  auto const first = [](std::string const& body) {
    auto const all = lowered("", body);
    return all.substr(0, all.find('\n'));
  };
  EXPECT_EQ(first("__load{ONCE}(*x, *y);"), "t.litmus:6:1: error: '__load' does not take 2 arguments");
  EXPECT_EQ(first("__atomic_op{NORETURN}(x, 1);"), "t.litmus:6:1: error: '__atomic_op' takes an operator");
  EXPECT_EQ(first("__atomic_op{NORETURN}(x, 1, 2);"),
            "t.litmus:6:1: error: '__atomic_op' does not take 3 arguments");
  EXPECT_EQ(first("r1 = __xchg{MB}(x, +, 2);"), "t.litmus:6:6: error: '__xchg' takes no operator");
  EXPECT_EQ(first("r1 = __store{ONCE}(*x, 1);"), "t.litmus:6:6: error: '__store' gives no value");
  EXPECT_EQ(first("__lock{ONCE}(x);"), "t.litmus:6:1: error: '__lock' takes no annotation");
  EXPECT_EQ(first("r1 = __load{}(x);"),
            "t.litmus:6:15: error: '__load' wants what a pointer points to, such as '*x'");
}

TEST(MacroErrors, Files) {
  EXPECT_EQ(wrong("get(P __load(*P)"), "m.def:1:7: error: expected ')', found '__load'\n"
                                       "    get(P __load(*P)\n"
                                       "          ^~~~~~\n");
  EXPECT_EQ(wrong("get(P) __load{ONCE(*P)"), "m.def:1:19: error: expected '}', found '('\n"
                                             "    get(P) __load{ONCE(*P)\n"
                                             "                      ^\n");
  EXPECT_EQ(wrong("3(P) *P"), "m.def:1:1: error: expected a macro, found '3'\n"
                              "    3(P) *P\n"
                              "    ^\n");
  EXPECT_EQ(wrong("/* no end"), "m.def:1:1: error: this comment is never closed\n"
                                "    /* no end\n"
                                "    ^~\n");
}

TEST(MacroErrors, HarmIsRefused) {
  EXPECT_NE(lowered("f(X) f(X)", "r1 = f(x);").find("error: this macro stands for too much"),
            std::string::npos);
  EXPECT_NE(lowered("f(X) { g(X); } g(X) { f(X); }", "f(x);").find("error: this macro stands for too much"),
            std::string::npos);
  std::string doubling = "f0(X) X + X\n", shrinking = "g0(X) 1\n";
  for (int i = 1; i < 60; ++i) {
    auto const n = std::to_string(i), before = std::to_string(i - 1);
    doubling += "f" + n + "(X) f" + before + "(X + X)\n";
    shrinking += "g" + n + "(X) g" + before + "(X) + g" + before + "(X)\n";
  }
  EXPECT_NE(lowered(doubling, "r1 = f59(r2);").find("error: this macro stands for too much"),
            std::string::npos);
  EXPECT_NE(lowered(shrinking, "r1 = g59(r2);").find("error: this macro stands for too much"),
            std::string::npos);
  std::string sum = "1";
  for (int i = 0; i < 900; ++i) sum += "+1";
  std::string towers = "t0(X) X\n", nests = "n0(X) { __fence{MB}; }\n";
  std::string ifs, closing;
  for (int i = 0; i < 80; ++i) {
    ifs += "if (X) { ";
    closing += "}";
  }
  for (int i = 1; i < 90; ++i) {
    auto const n = std::to_string(i), before = std::to_string(i - 1);
    towers += "t" + n + "(X) t" + before + "(X) + " + sum + "\n";
    nests += "n" + n + "(X) { " + ifs + "n" + before + "(X); " + closing + "}\n";
  }
  EXPECT_NE(lowered(towers, "r1 = t89(r2);").find("error: "), std::string::npos);
  EXPECT_NE(lowered(nests, "n89(r2);").find("error: this macro stands for too much"), std::string::npos);
  EXPECT_NE(lowered("f(X) X + " + sum, "r1 = f(" + sum + ");").find("error: more than 1000 operators deep"),
            std::string::npos);
}

} // namespace
} // namespace barrister::frontend
