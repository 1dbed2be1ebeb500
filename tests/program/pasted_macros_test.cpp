// SPDX-License-Identifier: BSD-2-Clause
// Macros and #ifdef, as kernel code has them: what is checked is what a compiler would see.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(PastedMacros, AreTextAndNotValues) {
  holds("#define add(x, y) ((x) + (y))\n#define raw(x, y) x * y\nint k, l;",
        "k = add(1, 2) * 3; l = raw(1 + 1, 3);", "", "k == 9 && l == 4"); // 1 + 1 * 3
  violated("static int raw(int x, int y) { return x * y; }\nint l;", "l = raw(1 + 1, 3);", "", "l == 4");
  holds("#define twice(x) ((x) + (x))\nint n, k;\nstatic int next(void) { return ++n; }",
        "k = twice(next());", "",
        "k == 3 && n == 2"); // the argument is evaluated twice
  holds("#define none() 4\n#define one(x) (x)\n#define comma(p, q) one((p, q))\nint k, l;",
        "k = none() + one(5); l = comma(one(1), 2);", "", "k == 9 && l == 2");
  holds("#define f(x) \\\n\t((x) + \\\n\t 1)\nint k;", "k = f(f(f(1)));", "", "k == 4");
}
TEST(PastedMacros, AnEmptyArgumentIsNothing) {
  holds("#define minus(x) (3 - x 1)\nint k, l;", "k = minus(); l = minus(-);", "", "k == 2 && l == 4");
}
TEST(PastedMacros, OfStatements) {
  std::string const lock =
      "spinlock_t l;\nint x;\n#define count(l, x) do { spin_lock(l); (x)++; spin_unlock(l); } while (0)\n";
  holds(lock, "count(&l, x);", "if (true) count(&l, x); else x = 7;", "x == 2");
  violated("spinlock_t l;\nint x;\n#define count(l, x) do { (x)++; } while (0)\n", "count(&l, x);",
           "count(&l, x);", "x == 2");
  holds("int x, y;\n#define both(a) x = a; y = a\n", "if (x) both(1);", "",
        "x == 0 && y == 1"); // as C has it
  holds("int x;\n#define take_one do { x++; } while (0)\n#define nothing\n", "nothing take_one; nothing", "",
        "x == 1");
  auto const loops = checked("int x;\n#define count(x) do { WRITE_ONCE(x, 1); } while (0)\n", "count(x);", "",
                             "property P \"\": a terminates;");
  EXPECT_TRUE(has(loops.out, "P  holds\n")) << loops.out << loops.err; // and not within rounds
}
// One round is no round that another one follows.
TEST(PastedMacros, MayLeaveALockTaken) {
  std::string const two =
      "spinlock_t l;\nint x;\n#define take(l, f) do { spin_lock_irqsave(l, f); x++; } while (0)\n"
      "#define give(l, f) do { x++; spin_unlock_irqrestore(l, f); } while (0)\n";
  std::string const count = "unsigned long f; take(&l, f); x += 3; give(&l, f);";
  holds(two, count, count, "x == 10");
  holds("int x;", "do { x = 1; if (x) break; x = 2; } while (0); do { if (x) continue; x = 3; } while (0);",
        "", "x == 1");
  refused("spinlock_t l;\nint x;", "do { spin_lock(&l); } while (x);", "a round of this loop starts with");
}
TEST(PastedMacros, BarriersInThemOrder) {
  auto const of = [](std::string const& barrier) {
    return "int x, y;\nghost int r, s;\n#define publish(p, v) do { WRITE_ONCE(p, v); " + barrier +
           " } while (0)\n#define look(p) READ_ONCE(p)\n";
  };
  std::string const a = "publish(x, 1); r = look(y);", b = "publish(y, 1); s = look(x);";
  holds(of("smp_mb();"), a, b, "r || s");
  violated(of("smp_wmb();"), a, b, "r || s");
}

// Without parameters, too: as a call, and with its semicolon.
TEST(PastedMacros, OfAFenceAreOne) {
  auto const of = [](std::string const& fence, std::string const& use) {
    return std::pair("int x, y;\nghost int r, s;\n#define FENCE " + fence + "\n",
                     std::pair("WRITE_ONCE(x, 1); " + use + " r = READ_ONCE(y);",
                               "WRITE_ONCE(y, 1); " + use + " s = READ_ONCE(x);"));
  };
  for (auto const& [fence, use] : {std::pair{"smp_mb()", "FENCE;"}, std::pair{"smp_mb();", "FENCE"},
                                   std::pair{"smp_wmb(); smp_mb()", "FENCE;"}}) {
    auto const [head, code] = of(fence, use);
    holds(head, code.first, code.second, "r || s");
  }
  auto const [head, code] = of("smp_wmb()", "FENCE;");
  violated(head, code.first, code.second, "r || s");
  refused("#define FENCE smp_mb()\nint x;", "x = FENCE;", "'smp_mb' gives no value");
  refused("#define e f(e)\nint f(int n) { return n; }", "e;", "'e' is defined by itself");
}
TEST(PastedMacros, IfdefLeavesWhatIsDefined) {
  holds("#define CONFIG_FOO\n#ifdef CONFIG_FOO\nint x = 1;\n#else\nint x = 2;\n#endif", "x = x;", "",
        "x == 1");
  holds("#ifdef CONFIG_FOO\nint x = 1;\n#else\nint x = 2;\n#endif", "x = x;", "", "x == 2");
  holds("#ifndef CONFIG_SMP\nint x = 1;\n#else\nint x = 2;\n#endif", "x = x;", "", "x == 2");
  holds("#define A\n#define N 3\n#if defined(B) || !defined A\nint x = 1;\n#elif N >= 3 && "
        "IS_ENABLED(CONFIG_SMP)\n"
        "# if 0\nint don't x = 2;\n# endif\nint x = 3;\n#elif 1\nint x = 4;\n#else\nint x = 5;\n#endif",
        "x = x;", "", "x == 3");
  holds("int x;", "x = 1;\n#ifdef CONFIG_SMP\nx = 2;\n#endif\n#if 0\n x = 3;\n#endif\n", "", "x == 2");
  holds("#ifndef F\n#define F(x) (x)\n#endif\n#ifndef F\n#define F(x) (x + 1)\n#endif\nint x;", "x = F(2);",
        "", "x == 2");
  auto const ran = checked("#ifdef CONFIG_FOO\nint x = 1;\n#else\nint x = 2;\n#endif", "x = x;", "",
                           "property P: never x == 1;");
  EXPECT_TRUE(has(ran.err, "pasted.protocol:3:1: warning: 'CONFIG_FOO' is not defined: this is left out"))
      << ran.err;
}
TEST(PastedMacros, OfALibraryAreThere) {
  Folder const folder;
  folder.write("lib.protocol", "#define CONFIG_LIB\n#define next(x) ((x) + 1)\nint y = next(1);\n");
  auto const status = [&](std::string const& end) {
    auto const ran = barrister_with(
        {"check", "--color", "never",
         folder.write("t.protocol",
                      "protocol t;\nmodel lkmm;\nuse lib;\nworld { cpu 0; task a on 0; }\nint x;\n"
                      "#define set(v, n) do { v = n; } while (0)\n"
                      "#ifdef CONFIG_LIB\nstatic void f(void) { set(x, next(y)); }\n#endif\ntask a { f(); }\n"
                      "property P: finally x == 3;\n" +
                          end)});
    EXPECT_NE(ran.status, 2) << ran.err;
    return ran.status;
  };
  EXPECT_EQ(status(""), 0);
  EXPECT_EQ(status("variant V { replace f(): \"next(y)\" with \"next(2)\"; }\n"), 0);
  EXPECT_EQ(status("variant V { replace f(): \"next(y)\" with \"next(y); set(x, 4)\"; }\n"), 1);
  EXPECT_EQ(status("variant V { static void f(void) { set(x, next(next(1))); } }\n"), 0);
}

TEST(PastedMacros, ErrorsStandWhereTheMacroIsUsed) {
  auto const ran = checked("#define get(p) READ_ONCE(p)\nint x;", "x =\n\tget(z);", "", "");
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "pasted.protocol:7:2: error: 'z' is not declared")) << ran.err;
  EXPECT_TRUE(has(ran.err, "    \tget(z);\n    \t^~~~~~\n")) << ran.err;
  auto const syntax = checked("#define get(p) p +\nint x;", "x = get(x);", "", "");
  EXPECT_TRUE(has(syntax.err, "pasted.protocol:6:11: error: expected an expression, found ';'"))
      << syntax.err;
}
TEST(PastedMacros, WhatCannotBeMeantIsRefused) {
  refused("#define f(x) f(x)\nint x;", "x = f(1);", "'f' is defined by itself");
  refused("#define f(x) g(x)\n#define g(x) f(x)\nint x;", "x = f(1);", "'f' is defined by itself");
  refused("#define f(x) g(x)\nstatic int h(void) { return f(1); }\n#define g(x) 2", "",
          "'g' is used before it is defined");
  refused("#define e do { e; } while (0)", "e;", "'e' is defined by itself");
  refused("#define f(x) (x)\nint x;", "x = f(1, 2);", "'f' takes 1 argument, not 2");
  refused("#define f(x, y) (x)\nint x;", "x = f();", "'f' takes 2 arguments, not 1");
  refused("#define f(x) (x)\nint x;", "x = f(1;", "the arguments of 'f' have no end");
  refused("#define f(x) #x", "", "unsupported: '#' and '##' in the text of a macro");
  refused("#define f(x...) x", "", "unsupported: a macro with any number of arguments");
  refused("#define f(x, ...) x", "", "unsupported: a macro with any number of arguments");
  refused("#define f(x, x) x", "", "there are two parameters 'x'");
  refused("#define f(x) 1\n#define f(x) 2", "", "'f' is defined twice");
  refused("#define f(x) 1\n#define f 2", "", "'f' is defined twice");
  refused("static int g(void) { return f(1); }\n#define f(x) 2", "", "'f' is used before it is defined");
  refused("#define f(x) ({ int y = x; })\nint x;", "x = f(1);", "these statements give no value");
  refused("#define t(x) struct s { int x; }\nt(n);", "", "a macro with braces in it is used in code alone");
  refused("variant V { \n#define f(x) 2\n }", "",
          "unsupported: a macro that is not an expression, or has parameters");
  refused("#pragma once", "", "leave out the rest");
  refused("#error no", "", "leave out the rest");
}
TEST(PastedMacros, ConditionsThatAreNoneAreRefused) {
  refused("#ifdef A\nint x;", "", "this is never closed");
  refused("#endif", "", "no '#if' comes before this");
  refused("#if 0\n#else\n#else\n#endif", "", "an '#else' comes before this");
  refused("#if\n#endif", "", "expected a name, a number or '('");
  refused("#ifdef A B\n#endif", "", "expected the end of the line");
  refused("#if A(3)\n#endif", "", "expected the end of the line");
  refused("#define A (1 + 2)\n#if A\n#endif", "", "what 'A' stands for is no number");
  refused("static void f(void)\n{\n#ifdef A\nx = 1;\n#endif\n}\n#define A\nint x;", "",
          "'A' is asked for before it is defined");
}
TEST(PastedMacros, WhatIsHostileEnds) {
  std::string doubling = "#define d0(x) x x\n";
  for (int i = 1; i < 40; ++i) {
    auto const n = std::to_string(i), last = std::to_string(i - 1);
    doubling += "#define d" + n + "(x) d" + last + "(x) d" + last + "(x)\n";
  }
  refused(doubling, "d39(;);", "this macro stands for too much");
  std::string nested = "d0(";
  for (int i = 0; i < 10; ++i) nested += "d0(d0(d0(d0(";
  refused("#define d0(x) x x\n", nested + ";" + std::string(41, ')') + ";", "this macro stands for too much");
  std::string const deep(10'000, '('), closed(10'000, ')');
  refused("int x;", "x = " + deep + "1" + closed + ";", "more than 200 levels of nesting");
  refused("#define f(x) (x)\nint x;", "x = f" + deep + "1" + closed + ";", "more than 200 levels of nesting");
  std::string calls, ends;
  for (int i = 0; i < 10'000; ++i) calls += "f(", ends += ")";
  refused("#define f(x) x\nint x;", "x = " + calls + "1" + ends + ";", "more than 200 levels of nesting");
  refused("#if " + deep + "1" + closed + "\n#endif", "", "more than 200 levels of nesting");
  std::string conditions;
  for (int i = 0; i < 10'000; ++i) conditions += "#if 1\n";
  refused(conditions, "", "more than 200 levels of nesting");
  refused("#define f(x) f", "int f(1)(2);", "a macro that ends with the name of one");
}

} // namespace
} // namespace barrister
