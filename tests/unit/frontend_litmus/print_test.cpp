// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/printed.hpp"
#include <gtest/gtest.h>

using namespace barrister;

namespace {

// As printed in a function of its own, without it.
std::string body(std::string const& statements) {
  auto const all = printed("C t\n{}\nP0(int *x, int **p)\n{\n" + statements + "\n}\nexists (x=0)\n");
  auto const begin = all.find(")\n{\n") + 4, end = all.rfind("}\nexists");
  return all.substr(begin, end - begin);
}
std::string head_and_question(std::string const& init, std::string const& question) {
  return printed("C t\n{" + init + "}\nP0(int *x) {}\n" + question + "\n");
}

} // namespace

TEST(PrintSyntax, Expressions) {
  EXPECT_EQ(body("r = 1 + 2 * 3;"), "  r = (1 + (2 * 3));\n");
  EXPECT_EQ(body("r = (1 + 2) * 3;"), "  r = ((1 + 2) * 3);\n");
  EXPECT_EQ(body("r = - -1 - -2;"), "  r = (-(-1) - -2);\n");
  EXPECT_EQ(body("r = + ++q; r = &*x;"), "  r = +(++q);\n  r = &*x;\n");
  EXPECT_EQ(body("(*p)[1] = (*p)->a; *p[1] = (*x)++;"), "  (*p)[1] = (*p)->a;\n  *p[1] = (*x)++;\n");
  EXPECT_EQ(body("r = !(q = 1); r = q = 2; r += 3;"), "  r = !(q = 1);\n  r = (q = 2);\n  r += 3;\n");
  EXPECT_EQ(body("r = (int *)q ? 1 : sizeof(int *);"), "  r = ((int*)q ? 1 : sizeof(int*));\n");
  EXPECT_EQ(body("r = (q, sizeof(r)); f(q, r = 1);"), "  r = (q, sizeof(r));\n  f(q, (r = 1));\n");
  EXPECT_EQ(body("r = 0xffffffffffffffff;"), "  r = 18446744073709551615ul;\n");
  EXPECT_EQ(body("r = 0xffffffff + 1L + 2U + 3ull + 4294967296;"),
            "  r = ((((4294967295u + 1l) + 2u) + 3ul) + 4294967296);\n");
  EXPECT_EQ(body("__atomic_op{noreturn}(x, &~, 1); __fence{mb};"),
            "  __atomic_op{noreturn}(x, &~, 1);\n  __fence{mb};\n");
  EXPECT_EQ(body("r = __cmpxchg{once}(x, 0, 1);"), "  r = __cmpxchg{once}(x, 0, 1);\n");
}

TEST(PrintSyntax, Statements) {
  EXPECT_EQ(body("int r = 1, *q, a[2] = {1, 2}, b[];"), "  int r = 1, *q, a[2] = {1, 2}, b[];\n");
  EXPECT_EQ(body("if (r) ; else { a; }"), "  if (r) {\n    ;\n  }\n  else {\n    a;\n  }\n");
  EXPECT_EQ(body("if (r) if (q) a; else b;"),
            "  if (r) {\n    if (q) {\n      a;\n    }\n    else {\n      b;\n    }\n  }\n");
  EXPECT_EQ(body("while (r) { { a; } }"), "  while (r) {\n    {\n      a;\n    }\n  }\n");
  EXPECT_EQ(body("do r = 1; while (r == 0);"), "  do {\n    r = 1;\n  } while (r == 0);\n");
  EXPECT_EQ(body("for (int i = 0, j; i < 2; i++) a;"), "  for (int i = 0, j; (i < 2); i++) {\n    a;\n  }\n");
  EXPECT_EQ(body("for (;;) break;"), "  for (; ; ) {\n    break;\n  }\n");
  EXPECT_EQ(
      body("switch (r) { case 1: continue; default: return; } out: goto out;"),
      "  switch (r) {\n    case 1:\n    continue;\n    default:\n    return;\n  }\n  out:\n  goto out;\n");
}

TEST(PrintSyntax, InitialStateAndQuestion) {
  EXPECT_EQ(head_and_question("int a[2] = {1, -2}; p = x; 0:r=1; atomic_t c = ATOMIC_INIT(3); int *q;", ""),
            "C t\n{\n  int a[2] = {1,-2};\n  p = &x;\n  0:r = 1;\n  atomic_t c = 3;\n  int *q;\n}\n"
            "P0(int *x)\n{\n}\n");
  EXPECT_EQ(head_and_question("", "locations [x; 0:r; a[1]] filter (x=1)\n"
                                  "~exists (x=1 /\\ (y!=-2 \\/ p=x /\\ p=[x]) => ~(0:r=0:q) /\\ a={1,2})"),
            "C t\n{\n}\nP0(int *x)\n{\n}\nlocations [x; 0:r; a[1]]\nfilter x = 1\n"
            "~exists (x = 1 /\\ ((~y = -2 \\/ (p = &x /\\ p = [x])) => ~0:r = 0:q) /\\ a = {1,2})\n");
}

TEST(PrintSyntax, IsReadAgain) {
  EXPECT_EQ(changed_by_printing("C all-of-it\n"
                                "(* Result: Never *)\n"
                                "{ struct foo s = {.a = 1}; int *p = &x; 0:q = 2; }\n"
                                "#define TWO (1 + 1)\n"
                                "struct foo { int a; int *b[2]; };\n"
                                "static int twice(int n) { return n * TWO; }\n"
                                "P0(int *x, struct foo *s, int **p)\n"
                                "{\n"
                                "\tint r = twice(s->a), t[2] = {1, 2};\n"
                                "\tfor (int i = 0; i < 2; i++) { if (t[i] == 2) break; (*x)++; }\n"
                                "\tdo r--; while (r > 0 && !READ_ONCE(*x));\n"
                                "\tswitch (r) { case 1: case TWO: *x = 1; break; default: ; }\n"
                                "\tif (!(r = xchg(x, 1))) goto out; else WRITE_ONCE(**p, -1);\n"
                                "out:\n"
                                "\tsmp_mb();\n"
                                "}\n"
                                "locations [s.a; 0:r]\n"
                                "filter (x=1 \\/ ~(0:r=1))\n"
                                "exists (x=1 /\\ p=&x)\n"),
            "");
}
