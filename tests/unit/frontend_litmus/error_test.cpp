// SPDX-License-Identifier: BSD-2-Clause
// Whole messages, as the user sees them; and input that means harm.
#include "frontend/litmus/parse.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

using namespace barrister;
using namespace barrister::frontend;

namespace {

std::string messages(std::string const& text) {
  Diagnostics diagnostics;
  auto const test = load_litmus("t.litmus", text, diagnostics);
  EXPECT_EQ(test.has_value(), !diagnostics.failed());
  std::string out;
  for (auto const& d : diagnostics.all()) out += to_string(d);
  return out;
}
// The body of a P0(int *x, int *y).
std::string in_body(std::string const& body) {
  return messages("C t\n{}\nP0(int *x, int *y)\n{\n" + body + "\n}\nexists (x=1)\n");
}
std::string repeated(std::string const& piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

} // namespace

TEST(Errors, OfTheWholeFile) {
  EXPECT_EQ(messages(""), "t.litmus:1:1: error: the file is empty\n    \n    ^\n");
  EXPECT_EQ(messages("hello"), "t.litmus:1:1: error: not a litmus test: its first line should be 'C <name>'\n"
                               "    hello\n"
                               "    ^\n");
  EXPECT_EQ(messages("X86 SB\n{}\n"), "t.litmus:1:1: unsupported: litmus tests in 'X86', only those in C\n"
                                      "    X86 SB\n"
                                      "    ^~~\n");
  EXPECT_EQ(messages("C t\n(* for ever"), "t.litmus:2:1: error: this comment is never closed\n"
                                          "    (* for ever\n"
                                          "    ^~\n");
  EXPECT_EQ(messages("C t\n{ x=0;\n"), "t.litmus:2:1: error: this '{' is never closed\n"
                                       "    { x=0;\n"
                                       "    ^\n");
  EXPECT_EQ(messages("C t\n{}\nexists (x=0)\n"), "t.litmus:3:1: error: expected a function 'P0(...) {...}'\n"
                                                 "    exists (x=0)\n"
                                                 "    ^\n");
  EXPECT_EQ(messages("C t\n{}\nP1(int *x) { }\n"), "t.litmus:3:1: error: expected function 'P0', found 'P1'\n"
                                                   "    P1(int *x) { }\n"
                                                   "    ^~\n");
}

namespace {
// The first message, and its hint.
std::string first_with_hint(std::string const& all) {
  if (all.empty()) return all;
  auto const line = all.substr(0, all.find('\n'));
  auto const at = all.find("    hint: ");
  return line.substr(line.find(": ") + 2) +
         (at == all.npos ? "" : " | " + all.substr(at + 10, all.find('\n', at) - at - 10));
}
std::string asked(std::string const& condition) {
  return first_with_hint(messages("C t\n{}\nP0(int *x)\n{\n}\n" + condition + "\n"));
}
} // namespace

TEST(Errors, HaveHints) {
  auto const of_body = [](std::string const& body) { return first_with_hint(in_body(body)); };
  EXPECT_EQ(of_body("Read_once(*x);"), "error: unknown primitive 'Read_once' | did you mean 'READ_ONCE'?");
  EXPECT_EQ(
      of_body("mb();"),
      "error: unknown primitive 'mb' | did you mean 'smp_mb'? Devices, which mb() is for, are not modelled");
  EXPECT_EQ(of_body("cpu_relx();"),
            "error: unknown primitive 'cpu_relx' | if this is 'cpu_relax': leave it out: it orders nothing");
  EXPECT_EQ(of_body("u33 r0;"), "error: expected ';', found 'r0' | did you mean 'u32'?");
  EXPECT_EQ(of_body("boolean r0;"), "error: expected ';', found 'r0' | did you mean 'bool'?");
  EXPECT_EQ(of_body("whlie (1) { }"), "error: expected ';', found '{' | did you mean 'while'?");
  EXPECT_EQ(of_body("int r0 == 1;"), "error: expected ';', found '==' | did you mean '='?");
  EXPECT_EQ(of_body("smp_mb()\nsmp_mb();"), "error: expected ';', found 'smp_mb' | it goes behind ')'");
  EXPECT_EQ(of_body("WRITE_ONCE(*z, 1);"),
            "error: 'z' is not declared in P0 | if it is shared: make 'int *z' a parameter of P0");
  EXPECT_EQ(of_body("smp_mb;"), "error: 'smp_mb' is not declared in P0 | to call it, write 'smp_mb()'");
  EXPECT_EQ(of_body("int r0 = smp_load_acquire;"),
            "error: 'smp_load_acquire' is not declared in P0 | to call it, write 'smp_load_acquire(...)'");
  EXPECT_EQ(first_with_hint(messages("C t\n{}\nvoid f() { smp_mb(); }\nP0(int *x) { f; }\nexists (x=1)\n")),
            "error: 'f' is not declared in P0 | to call it, write 'f()'");
  EXPECT_EQ(of_body("int r0 = 0; if (r0 = 1) smp_mb();"),
            "warning: this assigns, and asks for what it assigned | did you mean '=='? If not: put it into "
            "brackets "
            "of its own");
  EXPECT_EQ(of_body("int r0 = 0; if ((r0 = 1)) smp_mb();"), "");
  EXPECT_EQ(of_body("int r0; r0 == 1;"),
            "warning: this compares, and nothing asks for the answer | did you mean '='?");
  EXPECT_EQ(of_body("spinlock_ r0;"), "error: expected ';', found 'r0' | did you mean 'spinlock_t'?");
  EXPECT_EQ(of_body("int r0; int r0;"), "warning: 'r0' is declared twice here: it is one variable");
}

TEST(Errors, OfConditionsHaveHints) {
  EXPECT_EQ(asked("exists (x=1 && x=2)"),
            "error: expected ')', found '&' | conditions have /\\ where C has &&");
  EXPECT_EQ(asked("exists (x=1 || x=2)"),
            "error: expected ')', found '|' | conditions have \\/ where C has ||");
  EXPECT_EQ(asked("exists (!(x=1))"),
            "error: expected a condition, found '!' | conditions have ~ where C has !");
  EXPECT_EQ(asked("exists (x<1)"), "error: expected '=', found '<' | conditions compare by = and != alone");
  EXPECT_EQ(
      asked("exists (x=1)\nexists (x=2)"),
      "error: expected end of file, found 'exists' | a test has one condition: join them by /\\ or \\/");
  EXPECT_EQ(asked("exist (x=1)"),
            "error: expected a function or a condition, found 'exist' | did you mean 'exists'?");
  EXPECT_EQ(asked("exists (x==1)"), ""); // as herd7
}

TEST(Errors, OfLostSectionsHaveHints) {
  EXPECT_EQ(first_with_hint(messages("\xEF\xBB\xBF"
                                     "C t\n{}\nP0(int *x) { }\nexists (x=1)\n")),
            "error: a character that has no place here | this is a byte order mark, which some editors "
            "write: take it "
            "out");
  EXPECT_EQ(first_with_hint(messages("C t\nP0(int *x) { }\nexists (x=1)\n")),
            "error: the initial state goes before 'P0' | '{}' is one in which all is 0");
  EXPECT_EQ(
      first_with_hint(messages("C t\n{}\nP0(int *x) { }\nexists (x=\u201C1\u201D)\n")),
      "error: expected a value, found a character that has no place here | this is a curly quote: write \"");
  EXPECT_EQ(first_with_hint(messages("C t\n{ x=1; x=2; }\nP0(int *x) { }\nexists (x=1)\n")),
            "warning: 'x' is given a value twice: this one counts");
}

TEST(Errors, OfOneCauseAreOne) {
  std::string const mistyped = "C t\n{}\nP0(int x) { WRITE_ONCE(x, 1); WRITE_ONCE(x, 2); }\nexists (x=1)\n";
  auto const all = messages(mistyped);
  EXPECT_EQ(all.find("error: "), all.rfind("error: ")) << all;
}

TEST(Functions, GiveAValueOnEveryWay) {
  auto const with = [](std::string const& body) {
    return first_with_hint(messages("C t\n{}\nstatic int f(int *p)\n{\n" + body +
                                    "\n}\nP0(int *x) { int r0; r0 = f(x); }\nexists (x=1)\n"));
  };
  auto const refused =
      "error: 'f' may end without a 'return', and its value is used | end it with 'return' and a value";
  EXPECT_EQ(with("if (READ_ONCE(*p)) return 1;"), refused);
  EXPECT_EQ(with("smp_mb();"), refused);
  EXPECT_EQ(with("while (1) { if (READ_ONCE(*p)) break; }"), refused);
  EXPECT_EQ(with("switch (READ_ONCE(*p)) { case 0: return 1; }"), refused);
  EXPECT_EQ(with("if (READ_ONCE(*p)) return 1; else return 2;"), "");
  EXPECT_EQ(with("while (1) { if (READ_ONCE(*p)) return 1; }"), "");
  EXPECT_EQ(with("switch (READ_ONCE(*p)) { case 0: return 1; default: return 2; }"), "");
  EXPECT_EQ(with("if (READ_ONCE(*p)) goto out; return 1; out: return 2;"), "");
  EXPECT_EQ(with("return;"), "error: this 'return' gives no value, and its function is to give one");
}

TEST(Errors, MissingBrace) {
  EXPECT_EQ(messages("C t\n{}\nP0(int *x)\n{\n\tif (1) {\n\t\tWRITE_ONCE(*x, 1);\n}\nexists (x=1)\n"),
            "t.litmus:4:1: error: this '{' is never closed\n"
            "    {\n"
            "    ^\n");
}

TEST(Errors, OfSyntax) {
  EXPECT_EQ(in_body("\tWRITE_ONCE(*x 1);"), "t.litmus:5:16: error: expected ')', found '1'\n"
                                            "    \tWRITE_ONCE(*x 1);\n"
                                            "    \t              ^\n");
  EXPECT_EQ(in_body("\tsmp_mb()"), "t.litmus:6:1: error: expected ';', found '}'\n    }\n    ^\n"
                                   "    hint: it goes behind ')'\n");
  EXPECT_EQ(in_body("/* é */ r1 = ;"), "t.litmus:5:15: error: expected an expression, found ';'\n"
                                       "    /* é */ r1 = ;\n"
                                       "                 ^\n");
  EXPECT_EQ(in_body("r1 = 12ab;"), "t.litmus:5:6: error: this is no number we can hold\n"
                                   "    r1 = 12ab;\n"
                                   "         ^~~~\n");
  EXPECT_EQ(in_body("/* never"), "t.litmus:5:1: error: this comment is never closed\n"
                                 "    /* never\n"
                                 "    ^~\n");
  EXPECT_EQ(messages("C t\n{ x=0 y=1; }\n P0(int *x) { }\n"), "t.litmus:2:7: error: expected ';', found 'y'\n"
                                                              "    { x=0 y=1; }\n"
                                                              "          ^\n");
  EXPECT_EQ(messages("C t\n{}\nP0(x) { }\n"), "t.litmus:3:4: error: expected a parameter, found 'x'\n"
                                              "    P0(x) { }\n"
                                              "       ^\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int *x, int y[]) { }\n"), "t.litmus:3:17: error: expected ')', found '['\n"
                                                            "    P0(int *x, int y[]) { }\n"
                                                            "                    ^\n");
  EXPECT_EQ(in_body("r1 = \x01;"),
            "t.litmus:5:6: error: expected an expression, found a character that has no place here\n"
            "    r1 = ?;\n"
            "         ^\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int *x) { }\nexists (0:r1=1 /\\ )\n"),
            "t.litmus:4:19: error: expected a condition, found ')'\n"
            "    exists (0:r1=1 /\\ )\n"
            "                      ^\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int *x) { }\nexists (x=1"),
            "t.litmus:4:12: error: expected ')', found end of file\n"
            "    exists (x=1\n"
            "               ^\n");
}

TEST(Errors, OfNames) {
  EXPECT_EQ(in_body("smp_rmd();"), "t.litmus:5:1: error: unknown primitive 'smp_rmd'\n"
                                   "    smp_rmd();\n"
                                   "    ^~~~~~~\n"
                                   "    hint: did you mean 'smp_rmb'?\n");
  EXPECT_EQ(in_body("int first; WRITE_ONCE(*x, frist);"),
            "t.litmus:5:27: error: 'frist' is not declared in P0\n"
            "    int first; WRITE_ONCE(*x, frist);\n"
            "                              ^~~~~\n"
            "    hint: did you mean 'first'?\n");
  EXPECT_EQ(messages("C t\n{ int z; }\nP0(int *x) { WRITE_ONCE(*x, z); }\nexists (x=1)\n"),
            "t.litmus:3:29: error: 'z' is not declared in P0\n"
            "    P0(int *x) { WRITE_ONCE(*x, z); }\n"
            "                                ^\n"
            "    hint: 'z' is shared: make it a parameter of P0\n");
  EXPECT_EQ(in_body("int value; valeu = 1;"), "t.litmus:5:12: warning: 'valeu' is not declared in P0\n"
                                              "    int value; valeu = 1;\n"
                                              "               ^~~~~\n"
                                              "    hint: did you mean 'value'?\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int *x) { int r1; }\nexists (0:r9=1)\n"),
            "t.litmus:4:9: warning: P0 has no 'r9': it stays 0\n"
            "    exists (0:r9=1)\n"
            "            ^~~~\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int *x) { }\nexists (2:r1=1)\n"), "t.litmus:4:9: error: there is no P2\n"
                                                                    "    exists (2:r1=1)\n"
                                                                    "            ^~~~\n"
                                                                    "    hint: the first thread is P0\n");
  EXPECT_EQ(messages("C t\n{}\nP0(int x) { }\nexists (x=1)\n"),
            "t.litmus:3:4: error: parameter 'x' of P0 is not a pointer\n"
            "    P0(int x) { }\n"
            "       ^~~~~\n"
            "    hint: litmus tests take shared variables by address: 'int *x'\n");
}

TEST(Errors, OfUse) {
  EXPECT_EQ(in_body("WRITE_ONCE(x, 1);"),
            "t.litmus:5:12: error: 'WRITE_ONCE' wants what a pointer points to, such as '*x'\n"
            "    WRITE_ONCE(x, 1);\n"
            "               ^\n"
            "    hint: did you mean '*x'?\n");
  EXPECT_EQ(in_body("WRITE_ONCE(*x);"), "t.litmus:5:1: error: 'WRITE_ONCE' takes 2 arguments, not 1\n"
                                        "    WRITE_ONCE(*x);\n"
                                        "    ^~~~~~~~~~~~~~\n");
  EXPECT_EQ(in_body("r1 = smp_mb();"), "t.litmus:5:6: error: 'smp_mb' gives no value\n"
                                       "    r1 = smp_mb();\n"
                                       "         ^~~~~~~~\n");
  EXPECT_EQ(in_body("1 = 2;"), "t.litmus:5:1: error: cannot assign to this\n    1 = 2;\n    ^\n");
}

TEST(Errors, OfJumps) {
  EXPECT_EQ(in_body("goto out;"),
            "t.litmus:5:1: error: there is no label 'out'\n    goto out;\n    ^~~~~~~~~\n");
  EXPECT_EQ(in_body("break;"),
            "t.litmus:5:1: error: 'break' outside of a loop or 'switch'\n    break;\n    ^~~~~~\n");
  EXPECT_EQ(in_body("switch (*x) { case 1: continue; }"),
            "t.litmus:5:23: error: 'continue' outside of a loop\n"
            "    switch (*x) { case 1: continue; }\n"
            "                          ^~~~~~~~~\n");
  EXPECT_EQ(in_body("return 1;"), "t.litmus:5:1: error: P0 returns nothing\n"
                                  "    return 1;\n"
                                  "    ^~~~~~~~~\n"
                                  "    hint: to look at the value at the end, assign it to a local\n");
  EXPECT_EQ(in_body("switch (*x) { case 1: case 1: ; }"), "t.litmus:5:28: error: this case comes twice\n"
                                                          "    switch (*x) { case 1: case 1: ; }\n"
                                                          "                               ^\n");
  EXPECT_EQ(in_body("switch (*x) { case *y: ; }"), "t.litmus:5:20: error: a case is a constant\n"
                                                   "    switch (*x) { case *y: ; }\n"
                                                   "                       ^~\n");
  EXPECT_NE(in_body("a: ; a: ; goto a;").find("the label 'a' comes twice"), std::string::npos);
}

TEST(Errors, OfStructs) {
  EXPECT_EQ(in_body("r1 = x->next;"), "t.litmus:5:6: error: this is no struct that the test declares\n"
                                      "    r1 = x->next;\n"
                                      "         ^~~~~~~\n"
                                      "    hint: 'struct name { int next; };' goes before P0\n");
  std::string const foo = "C t\n{}\nstruct foo { int first; int b[2]; };\nP0(struct foo *x) { ";
  EXPECT_EQ(messages(foo + "x->frist = 1; }\nexists (x.first=1)\n"),
            "t.litmus:4:21: error: 'struct foo' has no member 'frist'\n"
            "    P0(struct foo *x) { x->frist = 1; }\n"
            "                        ^~~~~~~~\n"
            "    hint: did you mean 'first'?\n");
  EXPECT_EQ(messages(foo + "x->b[2] = 1; }\nexists (x.first=1)\n"),
            "t.litmus:4:21: error: there are 2 elements, from 0 on\n"
            "    P0(struct foo *x) { x->b[2] = 1; }\n"
            "                        ^~~~~~~\n");
  EXPECT_EQ(messages(foo + "}\nexists (x=1)\n"),
            "t.litmus:5:9: error: 'x' is a struct: say which member of it\n"
            "    exists (x=1)\n"
            "            ^\n");
  EXPECT_EQ(messages(foo + "}\nexists (x.c=1)\n"), "t.litmus:5:9: error: 'x' has no '.c'\n"
                                                   "    exists (x.c=1)\n"
                                                   "            ^~~\n");
  EXPECT_EQ(messages("C t\n{}\nstruct s { struct s x; };\nP0(int *x) { }\n"),
            "t.litmus:3:21: error: a struct cannot have itself as a member\n"
            "    struct s { struct s x; };\n"
            "                        ^\n"
            "    hint: a pointer can: 'struct s *x'\n");
}

TEST(Warnings, TwoAccessesInOneExpression) {
  EXPECT_EQ(
      in_body("int r; r = *x + *x;"),
      "t.litmus:5:12: warning: C leaves open which of these accesses comes first; taken from left to right\n"
      "    int r; r = *x + *x;\n"
      "               ^~~~~~~\n"
      "    hint: a statement for each says which order is meant\n");
  EXPECT_EQ(in_body("int r; r = *x + 1; r = r + r;"), "");
}

TEST(Errors, OfFunctions) {
  EXPECT_EQ(messages("C t\n{}\nint f(int a) { return f(a); }\nP0(int *x) { *x = f(1); }\n"),
            "t.litmus:3:23: error: 'f' calls itself\n"
            "    int f(int a) { return f(a); }\n"
            "                          ^~~~\n"
            "    hint: functions are inlined: write a loop instead\n");
  EXPECT_EQ(messages("C t\n{}\nvoid f(int a) { }\nP0(int *x) { *x = f(1); }\n"),
            "t.litmus:4:19: error: 'f' gives no value\n"
            "    P0(int *x) { *x = f(1); }\n"
            "                      ^~~~\n");
  EXPECT_EQ(messages("C t\n{}\n#define F(x) x\nP0(int *x) { }\n"),
            "t.litmus:3:1: unsupported: preprocessor lines but '#define NAME value'\n"
            "    #define F(x) x\n"
            "    ^~~~~~~~~~~~~~\n"
            "    hint: a function 'static inline int f(int x) {...}' can take arguments\n");
  EXPECT_NE(
      messages("C t\n{}\n#define A B\n#define B A\nP0(int *x) { *x = A; }\n").find("is defined by itself"),
      std::string::npos);
  for (auto const* value : {"1 + 1", "(1) + (1)", "1 ? 2 : 3", "(1) / 2 /* ) */", "(1) /* */ + 1",
                            "(1 /* ( */) + 1", "*x", "&x", "(u8)1"})
    EXPECT_NE(messages("C t\n{}\n#define A " + std::string(value) + "\nP0(int *x) { *x = A * 2; }\n")
                  .find("t.litmus:3:9: error: C puts this text where 'A' is, next to other operators"),
              std::string::npos)
        << value;
  for (auto const* value :
       {"(1 + 1)", "(1 + 1) // two", "((1) + (1)) /* two */ /* 2 */ // two", "-1", "(*x)", "((u8)1)"})
    EXPECT_EQ(messages("C t\n{}\n#define A " + std::string(value) + "\nP0(int *x) { *x = A * 2; }\n"), "")
        << value;
  for (auto const* text : {"#define f g\nint f(int a) { return a; }\nP0(int *x) { }\n",
                           "#define f 1\nP0(int *f) { }\n", "#define f 1\nP0(int *x) { { int f; } }\n",
                           "#define f g\nstruct s { int f; int g; };\nP0(struct s *x) { }\n"})
    EXPECT_NE(messages("C t\n{}\n" + std::string(text)).find("3:9: error: C puts this text wherever 'f' is"),
              std::string::npos)
        << text;
  for (auto const* text : {"int f(int a) { int r; { int r; } return a; }\nP0(int *x) { *x = f(1); }\n",
                           "int f(int a) { static int r; return a; }\nP0(int *x) { *x = f(1); }\n",
                           "P0(int *x) { { long r; } { u8 r; } }\n"})
    EXPECT_NE(messages("C t\n{}\n" + std::string(text)).find("unsupported: a "), std::string::npos) << text;
  EXPECT_EQ(messages("C t\n{}\nP0(int *x) { *x = 08; }\n"),
            "t.litmus:3:19: error: this is no number we can hold\n"
            "    P0(int *x) { *x = 08; }\n"
            "                      ^~\n");
  std::string doubles = "#define A0 1\n";
  for (int i = 1; i < 40; ++i) doubles += fmt::format("#define A{0} (A{1} + A{1})\n", i, i - 1);
  auto const said = messages("C t\n{}\n" + doubles + "P0(int *x) { *x = A39; }\n");
  EXPECT_NE(said.find("error: more than 100000 uses of what is defined"), said.npos) << said;
}

TEST(Unsupported, IsSaidAtItsPlace) {
  EXPECT_EQ(in_body("if (*x) goto in; if (*y) { in: *x = 1; }"),
            "t.litmus:5:9: unsupported: 'goto' into a block or a loop from outside of it\n"
            "    if (*x) goto in; if (*y) { in: *x = 1; }\n"
            "            ^~~~~~~~\n");
  EXPECT_EQ(in_body("if (*x) goto b; a: *x = 1; b: if (*y) goto a;"),
            "t.litmus:5:9: unsupported: 'goto' into a block or a loop from outside of it\n"
            "    if (*x) goto b; a: *x = 1; b: if (*y) goto a;\n"
            "            ^~~~~~~\n");
}

TEST(Hostile, DepthIsRefused) {
  for (std::string const piece : {"(",         "-",         "!",
                                  "*",         "(int)",     "x[",
                                  "smp_mb(",   "1?",        "1?1:",
                                  "r=",        "sizeof ",   "{",
                                  "if(1)",     "while(1)",  "do ",
                                  "switch(1)", "for(;;)",   "if(1);else ",
                                  "1+",        "1&&",       "x->y=",
                                  "&",         "a:",        "case 1:",
                                  "goto a;",   "a:goto a;", "switch(1){case 1:"})
    EXPECT_NE(in_body("r1 = 1; " + repeated(piece, 100'000)), "") << piece;
  EXPECT_NE(in_body("r1 = " + repeated("(", 100'000) + "1" + repeated(")", 100'000) + ";").find("200 levels"),
            std::string::npos);
  EXPECT_NE(in_body("r1 = 1" + repeated("+1", 100'000) + ";").find("1000 operators deep"), std::string::npos);
  for (std::string const piece : {"(", "~", "not ", "x=1 => ", "x=1 /\\ ", "x=1 \\/ ", "x={", "["})
    EXPECT_NE(messages("C t\n{}\nP0(int *x) { }\nexists " + repeated(piece, 100'000)), "") << piece;
  EXPECT_NE(messages("C t\n" + repeated("(*", 100'000)), "");
  EXPECT_NE(messages("C t\n" + repeated("{", 100'000)), "");
}

TEST(Hostile, AnyBytes) {
  std::mt19937 random(1);
  std::string const seeds[] = {
      "C t\n{ int x=1; a[2]={1,2}; 0:r1=x; }\nP0(int *x, int **p) { int r1 = READ_ONCE(*x);\n"
      "if (r1 && *x) { *p = x; } else xchg(x, 2); }\n"
      "locations [x; 0:r1] filter (x=1) exists (~0:r1=1 /\\ x={1} \\/ a[1]=2)\n",
      "C t\n{ struct s y = {.a=1, .n=&y}; y.b[1]=2; }\n#define N 2\nstruct s { int a; int b[N]; struct s *n; "
      "};\n"
      "static int f(struct s *p) { if (!p) return 1; return p->b[1]; }\n"
      "P0(struct s *y) { int t[N] = {1}; int i; again: for (i = 0; i < N; i++) { if (t[i]) break; continue; "
      "}\n"
      "switch (i) { case 1: (*y).a++; default: goto out; } if ((i = f(y))) goto again; out: call_rcu(&y->a, "
      "f); }\n"
      "locations [y.a] exists (y.b[1]=2 /\\ 0:t[1]=0)\n"};
  for (int round = 0; round < 3000; ++round) {
    auto const& seed = seeds[round % 2];
    auto text = seed;
    for (int change = 0; change < 1 + round % 4; ++change) {
      auto const at = random() % text.size();
      switch (random() % 3) {
      case 0: text[at] = static_cast<char>(random() % 256); break;
      case 1: text.erase(at, random() % 8); break;
      default: text.insert(at, seed.substr(random() % seed.size(), random() % 8));
      }
    }
    messages(text);
  }
  std::string noise(4096, '\0');
  for (auto& c : noise) c = static_cast<char>(random() % 256);
  EXPECT_NE(messages(noise), "");
  EXPECT_NE(messages("C t\n{" + noise + "}\nP0(int *x) {" + noise), "");
}

TEST(Errors, OfWhatAPrimitiveIsToFollow) {
  EXPECT_EQ(in_body("int r0 = smp_load_acquire(*y);"),
            "t.litmus:5:27: error: 'smp_load_acquire' takes a pointer, and this is of type 'int'\n"
            "    int r0 = smp_load_acquire(*y);\n"
            "                              ^~\n"
            "    hint: did you mean 'y'?\n");
  EXPECT_NE(in_body("atomic_add(1, *x);").find("hint: did you mean 'x'?"), std::string::npos);
  EXPECT_NE(messages("C t\n{}\nP0(spinlock_t *l) { spin_lock(*l); }\nexists (l=1)\n")
                .find("'spin_lock' takes a pointer, and this is of type 'spinlock_t'"),
            std::string::npos);
  EXPECT_EQ(messages("C t\n{}\nP0(int **p) { int r0 = smp_load_acquire(*p); }\nexists (0:r0=1)\n"), "");
  EXPECT_EQ(in_body("int r0 = READ_ONCE(*y); smp_store_release(r0, 1);"), ""); // it may hold an address
}
TEST(Errors, OfWhatAPrimitiveIsToFollowIsAWarningAsHerd7) {
  Diagnostics diagnostics;
  LitmusContext context;
  context.types = Types::AsHerd7;
  EXPECT_TRUE(load_litmus("t.litmus", "C t\n{}\nP0(int *y) { smp_store_release(*y, 1); }\nexists (y=1)\n",
                          diagnostics, context));
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all().front().severity, Diagnostic::Severity::Warning);
}
