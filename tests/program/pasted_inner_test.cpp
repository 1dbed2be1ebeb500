// SPDX-License-Identifier: BSD-2-Clause
// Structs that are declared in structs: where their members are, and how large they make what is around them.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(PastedInner, WithoutANameTheirMembersAreThoseAround) {
  holds("struct s { int k; struct { int l, m[2]; struct { int *p; }; }; int n; };\nint x;\n"
        "struct s s = { .k = 1, .l = 2, .p = &x, .n = 4 }, *q = &s;",
        "q->m[1] = s.l + 1; *s.p = q->n; s.l++; q->k = 0;", "",
        "s.k == 0 && s.l == 3 && s.m[0] == 0 && s.m[1] == 3 && x == 4 && s.n == 4");
  holds("typedef struct { struct { int n; }; spinlock_t lock; } counter_t;\ncounter_t c;",
        "spin_lock(&c.lock); c.n++; spin_unlock(&c.lock);",
        "spin_lock(&c.lock); c.n++; spin_unlock(&c.lock);", "c.n == 2");
}
TEST(PastedInner, WithOneTheyAreAMember) {
  holds("struct s { int k; struct { int l; } one, two[2]; struct in { int m; } *p; };\nstruct s s;\nstruct "
        "in in;",
        "s.one.l = 1; s.two[1].l = 2; s.p = &in; s.p->m = 3;", "",
        "s.one.l == 1 && s.two[0].l == 0 && s.two[1].l == 2 && in.m == 3");
}
TEST(PastedInner, TheyAreAlignedAsAWhole) { // c at 8, not at 4
  holds("struct s { char a; struct { char b; int c; }; };\nstruct t { char a, b; int c; };\nint k, l;",
        "k = sizeof(struct s); l = sizeof(struct t);", "", "k == 12 && l == 8");
}
TEST(PastedInner, WhatCannotBeMeantIsRefused) {
  refused("struct s { int k; struct { int k; }; };", "", "the member 'k' comes twice");
  refused("struct s { int k; struct in { int l; }; };", "", "this struct has a name, and declares no member");
  refused("struct s { int k; struct { int l; } one; };\nstruct s s;", "s.l = 1;", "has no member 'l'");
  refused("struct s { int k; union { int l; int m; }; };", "", "unions are not modelled");
  refused("struct s { struct { }; };", "", "a struct without members");
  std::string deep, closed;
  for (int i = 0; i < 10'000; ++i) deep += "struct { ", closed += "}; ";
  refused("struct s { " + deep + "int k; " + closed + "};", "", "more than 200 levels of nesting");
}

} // namespace
} // namespace barrister
