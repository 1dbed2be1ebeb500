// SPDX-License-Identifier: BSD-2-Clause
// Names of types, as kernel code declares them: what is computed is what their types say.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(PastedTypedef, OfIntegersWrapAsTheirs) {
  holds("typedef unsigned char small_t;\ntypedef unsigned long pfn_t, *pfn_p;\ntypedef short tiny;\n"
        "small_t n = 255;\npfn_t m;\ntiny t = 0x7fff;\npfn_p p = &m;\nbool is_big, is_less;",
        "n++; m--; t++; is_big = m > 0; is_less = (small_t)-1 < 0; *p -= 1;", "",
        "n == 0 && m == -2 && t == -0x8000 && is_big && !is_less");
  // Without the typedef, it is taken for a number of 64 bits.
  violated("small_t n = 255;", "n++;", "", "n == 0");
  holds("typedef unsigned char small_t;\ntypedef small_t smaller_t;\nsmaller_t v[2] = { 255, 1 };\n"
        "static smaller_t next(const smaller_t n) { return n + 1; }\nint x, y;",
        "smaller_t l = 255; l++; x = next(v[0]) + l; y = sizeof(smaller_t) + sizeof(v);", "",
        "x == 0 && y == 3");
  holds("typedef unsigned int u32;\ntypedef int s32;\nu32 x;", "x--;", "", "x == 0xffffffff");
}

TEST(PastedTypedef, OfStructs) {
  holds("typedef struct { int n; spinlock_t lock; } counter_t;\nstatic counter_t c, *p = &c;\n"
        "static void count(counter_t *k) { spin_lock(&k->lock); k->n++; spin_unlock(&k->lock); }",
        "count(p);", "count(&c);", "c.n == 2");
  holds("typedef struct node { struct node *next; int v; } node_t, *node_p;\nnode_t m, o;\nnode_p first = "
        "&m, second;\n"
        "struct node *third = &o;",
        "first->next = &o; second = first->next; second->v = 3;", "",
        "o.v == 3 && second == third && m.next == &o");
  holds(
      "struct foo { int a; };\ntypedef struct foo foo_t;\ntypedef const foo_t *cfoo;\nfoo_t f = { .a = 4 };\n"
      "cfoo p = &f, q;\nDEFINE_PER_CPU(foo_t, v);\nint x;",
      "q = p; x = q->a; this_cpu_ptr(&v)->a = 5; struct foo *r = this_cpu_ptr(&v); x += r->a;", "",
      "x == 9 && q == &f");
  holds("typedef struct foo foo_t;\nstruct foo { int a; foo_t *next; };\nfoo_t f;",
        "f.next = &f; f.next->a = 2;", "", "f.a == 2");
}
TEST(PastedTypedef, OfPointersHaveTheirStarInEachDeclarator) {
  holds("typedef int *ip;\nint x, y;\nip p = &x, q = &y, *r = &p;\nghost ip g, h;\nowned ip o;\n"
        "static ip other(ip one) { return one == p ? q : p; }",
        "*p = 1; *other(p) = 2; **r += 3; ip s = q, t = s; *t += 4; g = t; o = s; h = o;", "",
        "x == 4 && y == 6 && g == &y && h == &y");
  refused("typedef int *ip;\nip p;\nint x;", "x = p;", "this is of type 'int *', where 'int' is due");
  refused("typedef struct k { int n; } *kp;\nstruct l { int n; } l;\nkp p;", "p = &l;",
          "this is of type 'struct l *', where 'struct k *' is due");
}
TEST(PastedTypedef, OfFunctionsAndEnums) {
  holds("typedef int (*op_t)(int v);\nstatic int twice(int v) { return 2 * v; }\nop_t op = twice;\nstruct s "
        "{ op_t f; };\n"
        "struct s s = { .f = twice };\nint x;\nstatic int apply(op_t f, int v) { return f(v); }",
        "op_t l = READ_ONCE(op); x = l(2) + s.f(3) + apply(op, 4);", "", "x == 18");
  holds("typedef enum { IDLE, BUSY = 4 } state_t;\ntypedef enum mode { OFF, ON } mode_t;\nstate_t s = BUSY;\n"
        "enum mode m = ON;\nbool wraps;",
        "wraps = s - 5 > 0; s = IDLE; m = OFF;", "", "s == IDLE && m == OFF && wraps");
}
TEST(PastedTypedef, StartsTryTheValuesOfTheType) {
  auto const ran =
      checked("typedef enum { A, B, C } letter_t;\nletter_t s;\nstart any \"\" { s != A; }\nghost bool saw;",
              "saw = READ_ONCE(s) == C;", "", "property P \"\": never saw;");
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
}
TEST(PastedTypedef, OfALibraryIsThere) {
  Folder const folder;
  folder.write("types.protocol", "typedef unsigned char small;\ntypedef struct { small n; } box;\n");
  auto const ends_with = [&](std::string const& end) {
    return barrister_with(
        {"check", "--color", "never",
         folder.write("t.protocol",
                      "protocol t;\nuse types;\nworld { cpu 0; task a on 0; }\nbox b;\nsmall s = 255;\n"
                      "static void f(void) { small l = 255; l++; b.n = l; s++; }\ntask a { f(); }\n"
                      "property P: finally b.n == 0 && s == 0;\n" +
                          end)});
  };
  auto const ran = ends_with("");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  auto const replaced = ends_with("variant V { replace f(): \"s++;\" with \"small k = 1; s += k;\"; }\n");
  EXPECT_EQ(replaced.status, 0) << replaced.out << replaced.err;
}

TEST(PastedTypedef, TagsMayEndInT) {
  holds("struct foo_t { int a; };\nenum bar_t { ONE = 1, TWO };\nstruct foo_t s, *p = &s;",
        "enum bar_t e = TWO; struct foo_t *q = p; q->a = e;", "", "s.a == 2");
  holds("typedef struct foo_t { int a; } foo_t;\nfoo_t s;", "struct foo_t *q = &s; q->a = 1;", "",
        "s.a == 1");
  refused("struct { int a; } foo_t;\nfoo_t x;", "", "a struct is declared by itself, and has a name");
}
TEST(PastedTypedef, WhatCannotBeMeantIsRefused) {
  refused("foo_t x;\ntypedef int foo_t;", "", "'foo_t' is used before the typedef that declares it");
  refused("typedef int foo;\ntypedef long foo;", "", "'foo' is declared twice");
  holds("typedef int foo;\ntypedef int foo;\nfoo x;", "x = 1;", "", "x == 1");
  refused("typedef unsigned long u32;", "", "'u32' is another type already");
  refused("typedef struct { int counter; } atomic_t;", "", "'atomic_t' is another type already");
  refused("typedef int four[4];", "", "a typedef of an array");
  refused("typedef int foo = 3;", "", "a typedef has no value");
  refused("typedef struct bar bar_t;\nbar_t k;", "", "'struct bar' is not declared");
  refused("typedef union { int a; } u_t;", "", "unions are not modelled");
  refused("int x;", "typedef int foo; foo y = 1; x = y;",
          "a typedef stands outside of functions and variants");
  refused("typedef int foo", "", "expected ';'");
  refused("variant V { typedef int foo; }", "", "a typedef stands outside of functions and variants");
}

} // namespace
} // namespace barrister
