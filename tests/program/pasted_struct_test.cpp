// SPDX-License-Identifier: BSD-2-Clause
// Structs as values.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const structs = "struct in { int c; u8 d[2]; };\n"
                            "struct s { int a; u8 b; struct in i; struct s *next; };\n"
                            "struct s x, y, z;\nint n, flag;\n";

TEST(PastedStruct, IsCopiedMemberByMember) {
  holds(structs,
        "struct s v = { .a = 1, .i.d = {1, 2} }; x = v; struct s *p = &z, *q = &x; *p = *q; y.i = p->i;", "",
        "x.a == 1 && z.a == 1 && z.i.d[1] == 2 && y.a == 0 && y.i.d[0] == 1");
  holds(structs, "x.a = 1; struct s v = x; x.a = 2; y = v;", "", "y.a == 1 && x.a == 2");
  holds(structs, "y.a = 7; x = y = z; z.a = 1;", "", "x.a == 0 && y.a == 0");
  holds(structs, "y.a = 7; z.a = 8; x = n ? y : z; n = 1; z = n ? y : z;", "", "x.a == 8 && z.a == 7");
  holds(structs, "y.a = 7; struct s v[2] = { {1}, {2} }; v[0] = v[1]; v[1] = y; n = v[0].a * 10 + v[1].a;",
        "", "n == 27");
}
TEST(PastedStruct, OfALiteralWhatIsNotNamedIsZero) {
  holds(structs, "x.a = 1; x.b = 2; x = (struct s){ .a = x.b, .b = x.a };", "", "x.a == 2 && x.b == 1");
  holds(structs, "x.a = 1; x.next = &x; x = (struct s){ .b = 300 };", "", "x.a == 0 && x.b == 44 && !x.next");
  holds(structs, "struct s *p = &(struct s){ 4 }; p->b = 300; n = p->a + p->b + (int){ 3 };", "", "n == 51");
  holds(structs, "u8 k[2] = { 300 }; struct in v = { 1, {257, 2} }; n = k[0] + v.d[0];", "", "n == 45");
  holds(structs, "n = ((struct s){ 4 }).a;", "", "n == 4");
}
TEST(PastedStruct, IsPassedAndReturned) {
  std::string const functions =
      structs +
      "static struct s mk(int a) { struct s r = { .a = a }; if (a == 7) return (struct s){ .b = 7 }; "
      "return r; }\nstatic int get(struct s v) { v.a++; return v.a; }\n"
      "static struct s twice(struct s v) { v.a *= 2; return v; }\n";
  holds(functions, "x = mk(3); y = mk(7); n = get(x); n = n * 10 + get((struct s){ .a = 4 });", "",
        "x.a == 3 && y.b == 7 && y.a == 0 && n == 45");
  holds(functions, "x = twice(twice(mk(2))); n = mk(5).a; y = twice(x); y = x;", "",
        "x.a == 8 && n == 5 && y.a == 8");
  holds(functions, "for (int i = 0; i < 3; i++) { struct s v = mk(i); x.a += v.a; }", "", "x.a == 3");
}
// A struct of one word is read and written as that.
TEST(PastedStruct, OfOneWord) {
  std::string const pte = "typedef struct { unsigned long pte; } pte_t;\n"
                          "static inline pte_t __pte(unsigned long v) { return (pte_t) { v }; }\n"
                          "#define pte_val(x) ((x).pte)\npte_t slot, old;\nint n;\n";
  holds(pte, "WRITE_ONCE(slot, __pte(5)); pte_t p = READ_ONCE(slot); n = pte_val(p);", "",
        "n == 5 && slot.pte == 5");
  holds(pte, "slot.pte = 4; old = xchg(&slot, __pte(6)); n = READ_ONCE(slot).pte;", "",
        "old.pte == 4 && n == 6");
  holds(pte, "smp_store_release(&slot, __pte(2));", "pte_t p = smp_load_acquire(&slot); n = p.pte;",
        "n == 0 || n == 2");
  violated(pte, "smp_store_release(&slot, __pte(2));", "pte_t p = smp_load_acquire(&slot); n = p.pte;",
           "n == 2");
}
// The copy is plain: it races, and another CPU may see one member and not the other.
TEST(PastedStruct, IsNoSingleAccess) {
  auto const ran =
      checked(structs, "x = (struct s){ .a = 1, .b = 1 };", "y = x;", "property P \"\": finally y.a == y.b;");
  EXPECT_TRUE(has(ran.out, "P      violated") && has(ran.out, "races  found")) << ran.out << ran.err;
  std::string const publishes = "x = (struct s){ .a = 1, .b = 1 }; ";
  std::string const sees = "if (smp_load_acquire(&flag)) y = x;";
  holds(structs, publishes + "smp_store_release(&flag, 1);", sees, "y.a == y.b");
  auto const torn =
      checked(structs, publishes + "WRITE_ONCE(flag, 1);", sees, "property P \"\": finally y.a == y.b;");
  EXPECT_TRUE(has(torn.out, "P      violated")) << torn.out << torn.err;
}
TEST(PastedStruct, WhatIsNoneIsRefused) {
  refused(structs + "struct t { int a; };\nstruct t w;", "x = w;", "this is no 'struct s'");
  refused(structs, "x = 3;", "this is no 'struct s'");
  refused(structs, "n = x;", "a struct as a value");
  refused(structs, "n = READ_ONCE(x);", "a struct as a value");
  refused(structs, "y = READ_ONCE(x);", "this struct as a value");
  refused(structs, "WRITE_ONCE(x, y);", "more than one word");
  refused(structs, "WRITE_ONCE(x, 3);", "more than one word");
  refused(structs, "n = (struct s){ 1 };", "a struct as a value");
  refused(structs, "if ((x = y)) n = 1;", "a struct as a value");
  refused(structs, "x = (struct s){ .foo = 4 };", "there is no '.foo'");
  refused(structs, "x += y;", "cannot assign");
  refused(structs, "x = { 1 };", "'(struct name){ ... }'");
  refused(structs + "static struct s mk(void) { struct s r; return r; }", "n = mk();", "a struct as a value");
  refused(structs + "static struct s mk(void) { return 3; }", "x = mk();", "this is no 'struct s'");
  refused(structs, "struct s v = { .next = &n };", "where 'struct s *' is due");
}

} // namespace
} // namespace barrister
