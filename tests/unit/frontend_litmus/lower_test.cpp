// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/parse.hpp"
#include "frontend/litmus/print.hpp"
#include "frontend/litmus/read.hpp"
#include "spec/print.hpp"
#include <gtest/gtest.h>

using namespace barrister;
using namespace barrister::frontend;

namespace {

std::optional<LitmusTest> load(std::string const& text) {
  Diagnostics diagnostics;
  auto test = load_litmus("t.litmus", text, diagnostics);
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  return test;
}
std::string program(std::string const& text) {
  auto const test = load(text);
  return test ? litmus::print(test->program) : "";
}
// The statements of a P0(int *x, int *y, int **p) with locals r1, r2.
std::string lowered(std::string const& body) {
  auto const all =
      program("C t\n{}\nP0(int *x, int *y, int **p)\n{\nint r1; int r2;\n" + body + "\n}\nexists (0:r1=0)\n");
  auto const start = all.find("  local int r2 = 0\n");
  return start == all.npos ? all : all.substr(start + 19);
}
std::string condition(std::string const& text) {
  auto const test =
      load("C t\n{ a[3]={1,2,-7}; }\nP0(int *x, int *y) { int r1; int r2; }\nP1(int *x) { int r1; }\n"
           "exists (" +
           text + ")\n");
  return test ? to_string(test->proposition, test->program) : "";
}

} // namespace

TEST(Lower, Accesses) {
  EXPECT_EQ(lowered("WRITE_ONCE(*x, 1);"), "  store{ONCE} x, 1\n");
  EXPECT_EQ(lowered("r1 = READ_ONCE(*x);"), "  r1 = load{ONCE} x\n");
  EXPECT_EQ(lowered("r1 = *x;"), "  r1 = load x\n");
  EXPECT_EQ(lowered("*x = r1;"), "  store x, r1\n");
  EXPECT_EQ(lowered("*(x) = 1;"), "  store x, 1\n");
  EXPECT_EQ(lowered("*p = x;"), "  store p, x\n");
  EXPECT_EQ(lowered("r1 = *x + 1;"), "  %5 = load x\n  r1 = (%5 + 1)\n");
  EXPECT_EQ(lowered("WRITE_ONCE(*x, READ_ONCE(*y) + 1);"),
            "  %5 = load{ONCE} y\n  store{ONCE} x, (%5 + 1)\n");
  EXPECT_EQ(lowered("r1 = (int *)rcu_dereference(*(int **)p);"), "  r1 = load{ONCE,Deref} p\n");
  EXPECT_EQ(lowered("r1 = READ_ONCE(*r2);"), "  r1 = load{ONCE} r2\n");
  EXPECT_EQ(lowered("r1 = **p;"), "  %5 = load p\n  r1 = load %5\n");
  EXPECT_EQ(lowered("r1 = x[2];"), "  r1 = load (x + 2)\n");
  EXPECT_EQ(lowered("r1 = &x[r2];"), "  r1 = (x + r2)\n");
  EXPECT_EQ(lowered("smp_store_mb(*x, 1);"), "  store{ONCE} x, 1\n  fence{MB}\n");
  EXPECT_EQ(lowered("smp_store_release(x, r1); r2 = smp_load_acquire(y);"),
            "  store{RELEASE} x, r1\n  r2 = load{ACQUIRE} y\n");
  EXPECT_EQ(lowered("rcu_assign_pointer(*p, (void *)0);"), "  store{RELEASE} p, 0\n");
  EXPECT_EQ(lowered("r1 += 2; r1++; *x -= r1;"),
            "  r1 = (r1 + 2)\n  r1 = (r1 + 1)\n  %5 = load x\n  store x, (%5 - r1)\n");
  EXPECT_EQ(lowered("(void) READ_ONCE(*x); ; r1;"), "  %5 = load{ONCE} x\n");
}

TEST(Lower, Fences) {
  EXPECT_EQ(lowered("smp_mb(); smp_rmb(); smp_wmb(); barrier();"),
            "  fence{MB}\n  fence{Rmb}\n  fence{Wmb}\n  fence{Barrier}\n");
  EXPECT_EQ(lowered("rcu_read_lock(); rcu_read_unlock(); synchronize_rcu();"),
            "  fence{Rcu-lock}\n  fence{Rcu-unlock}\n  fence{Sync-rcu}\n");
  EXPECT_EQ(lowered("smp_mb__before_atomic(); smp_mb__after_spinlock();"),
            "  fence{Before-atomic}\n  fence{After-spinlock}\n");
  EXPECT_EQ(lowered("r1 = srcu_read_lock(x); srcu_read_unlock(x, r1); synchronize_srcu(x);"),
            "  r1 = load{Srcu-lock} x\n  store{Srcu-unlock} x, r1\n  fence{Sync-srcu} x\n");
}

TEST(Lower, Updates) {
  EXPECT_EQ(lowered("r1 = xchg(x, 1);"), "  r1 = old of exchange{MB} x, 1\n");
  EXPECT_EQ(lowered("xchg_relaxed(x, 1);"), "  exchange{ONCE} x, 1\n");
  EXPECT_EQ(lowered("r1 = cmpxchg_acquire(x, 0, 1);"), "  r1 = old of compare_exchange{ACQUIRE} x, 1 if 0\n");
  EXPECT_EQ(lowered("atomic_add(2, x); atomic_dec(x);"),
            "  update +{NORETURN} x, 2\n  update -{NORETURN} x, 1\n");
  EXPECT_EQ(lowered("r1 = atomic_inc_return_release(x);"), "  r1 = new of update +{RELEASE} x, 1\n");
  EXPECT_EQ(lowered("r1 = atomic_fetch_or(2, x);"), "  r1 = old of update |{MB} x, 2\n");
  EXPECT_EQ(lowered("atomic_andnot(1, x);"), "  update &{NORETURN} x, -2\n");
  EXPECT_EQ(lowered("r1 = atomic_dec_and_test(x);"), "  %5 = new of update -{MB} x, 1\n  r1 = (%5 == 0)\n");
  EXPECT_EQ(lowered("r1 = atomic_add_negative(3, x);"), "  %5 = new of update +{MB} x, 3\n  r1 = (%5 < 0)\n");
  EXPECT_EQ(lowered("r1 = atomic_add_unless(x, 1, 5);"), "  r1 = success of add_unless{MB} x, 1 unless 5\n");
  EXPECT_EQ(lowered("spin_lock(x); spin_unlock(x); r1 = spin_trylock(x); r2 = spin_is_locked(x);"),
            "  lock x\n  unlock x\n  r1 = trylock x\n  r2 = is_locked x\n");
}

TEST(Lower, Control) {
  EXPECT_EQ(lowered("if (r1) WRITE_ONCE(*x, 1); else { r2 = 1; }"),
            "  if r1\n    store{ONCE} x, 1\n  else\n    r2 = 1\n");
  EXPECT_EQ(lowered("if (cmpxchg(x, 0, 1) == 0) r2 = 1;"),
            "  %5 = old of compare_exchange{MB} x, 1 if 0\n  if (%5 == 0)\n    r2 = 1\n");
  EXPECT_EQ(lowered("if (r1) if (r2) r1 = 1; else r1 = 2;"),
            "  if r1\n    if r2\n      r1 = 1\n    else\n      r1 = 2\n");
  EXPECT_EQ(lowered("while (READ_ONCE(*x)) r1++;"),
            "  loop\n    %5 = load{ONCE} x\n  while %5\n    r1 = (r1 + 1)\n");
  EXPECT_EQ(lowered("do { r1 = 1; } while (*x);"),
            "  %5 = 1\n  loop\n  while %5\n    r1 = 1\n    %5 = load x\n");
  EXPECT_EQ(lowered("for (r1 = 0; r1 < 3; r1++) smp_mb();"),
            "  r1 = 0\n  loop\n  while (r1 < 3)\n    fence{MB}\n    r1 = (r1 + 1)\n");
}

TEST(Lower, Jumps) {
  EXPECT_EQ(lowered("if (r1) return; smp_mb();"),
            "  block\n    if r1, deciding to the end of block 0\n      leave block 0\n    fence{MB}\n");
  EXPECT_EQ(lowered("while (r1) { if (r2) break; smp_mb(); }"),
            "  block\n    loop\n    while r1, deciding to the end of block 0\n"
            "      if r2, deciding to the end of block 0\n        leave block 0\n      fence{MB}\n");
  EXPECT_EQ(lowered("for (; r1; r1 = 0) { if (r2) continue; smp_mb(); }"),
            "  loop\n  while r1\n    block\n      if r2, deciding to the end of block 0\n"
            "        leave block 0\n      fence{MB}\n    r1 = 0\n");
  EXPECT_EQ(lowered("if (r1) goto out; smp_mb(); out: smp_rmb();"),
            "  block\n    if r1, deciding to the end of block 0\n      leave block 0\n    fence{MB}\n"
            "  fence{Rmb}\n");
  EXPECT_EQ(lowered("again: smp_mb(); if (r1) goto again; smp_rmb();"),
            "  block\n    loop\n    while 1, deciding to the end of block 0\n      block\n        fence{MB}\n"
            "        if r1, deciding to the end of block 1\n          leave block 0\n        leave block 1\n"
            "  fence{Rmb}\n");
}

// `case 1` depends on the value; what case 1 falls through to, and the default is, does not.
TEST(Lower, Switch) {
  EXPECT_EQ(
      lowered("switch (r1) { case 1: smp_mb(); default: smp_rmb(); } smp_wmb();"),
      "  %5 = r1\n  block\n    block\n      block\n        if (%5 == 1), deciding to the end of block 1\n"
      "          leave block 0\n        else\n          leave block 1\n      fence{MB}\n    fence{Rmb}\n"
      "  fence{Wmb}\n");
  EXPECT_EQ(
      lowered("switch (r1) { case 1: smp_mb(); break; default: smp_rmb(); }"),
      "  %5 = r1\n  block\n    block\n      block\n        if (%5 == 1), deciding to the end of block 2\n"
      "          leave block 0\n        else\n          leave block 1\n      fence{MB}\n      leave block 1\n"
      "    fence{Rmb}\n");
}

// A condition decides further when what follows it may leave a block further out; not when what is before it
// may.
TEST(Lower, HowFarAConditionDecides) {
  EXPECT_EQ(lowered("while (1) { if (r1) continue; if (r2) return; }"),
            "  block\n    loop\n    while 1, deciding to the end of block 0\n      block\n"
            "        if r1, deciding to the end of block 1\n          leave block 0\n"
            "        if r2, deciding to the end of block 1\n          leave block 1\n");
  EXPECT_EQ(lowered("while (1) { if (r2) return; if (r1) continue; smp_mb(); }"),
            "  block\n    loop\n    while 1, deciding to the end of block 0\n      block\n"
            "        if r2, deciding to the end of block 1\n          leave block 1\n"
            "        if r1, deciding to the end of block 0\n          leave block 0\n        fence{MB}\n");
}

TEST(Lower, AssignmentsAreValues) {
  EXPECT_EQ(lowered("if ((r1 = READ_ONCE(*x)) == 1) smp_mb();"),
            "  r1 = load{ONCE} x\n  if (r1 == 1)\n    fence{MB}\n");
  EXPECT_EQ(lowered("r1 = r2++; r1 = --r2;"),
            "  %5 = r2\n  r2 = (r2 + 1)\n  r1 = %5\n  r2 = (r2 - 1)\n  r1 = r2\n");
  EXPECT_EQ(lowered("r1 = (*x)++;"), "  %5 = load x\n  store x, (%5 + 1)\n  r1 = %5\n");
  EXPECT_EQ(lowered("r1 = (smp_mb(), r2 = 1, *y);"), "  fence{MB}\n  r2 = 1\n  r1 = load y\n");
}

TEST(Lower, Waiting) {
  EXPECT_EQ(lowered("r1 = smp_cond_load_acquire(x, VAL == 1);"),
            "  r1 = load{ACQUIRE} x, waiting until (r1 == 1)\n");
  EXPECT_EQ(lowered("write_lock(x); write_unlock(x); read_lock(x); read_unlock(x);"),
            "  %5 = old of compare_exchange{ACQUIRE} x, -1 if 0, waiting until (%5 == 0)\n"
            "  store{RELEASE} x, 0\n"
            "  %6 = old of add_unless{ACQUIRE} x, 1 unless -1, waiting until (%6 != -1)\n"
            "  update -{RELEASE} x, 1\n");
}

TEST(Lower, Beyond) {
  EXPECT_EQ(lowered("r1 = atomic_inc_not_zero(x);"), "  r1 = success of add_unless{MB} x, 1 unless 0\n");
  EXPECT_EQ(lowered("r1 = atomic_inc_unless_negative(x);"),
            "  r1 = success of add_unless{MB} x, 1 if >= 0\n");
  EXPECT_EQ(lowered("r1 = atomic64_dec_if_positive(x);"),
            "  %5 = old of add_unless{MB} x, -1 if > 0\n  r1 = (%5 - 1)\n");
  EXPECT_EQ(lowered("r1 = test_and_set_bit(3, x); clear_bit_unlock(3, x);"),
            "  %5 = old of update |{MB} x, 8\n  r1 = ((%5 & 8) != 0)\n  update &{RELEASE} x, -9\n");
  EXPECT_EQ(lowered("r1 = try_cmpxchg_acquire(x, &r2, 1);"),
            "  %5 = r2\n  %6 = old of compare_exchange{ACQUIRE} x, 1 if %5\n  if (%6 == %5)\n  else\n"
            "    r2 = %6\n  r1 = (%6 == %5)\n");
  EXPECT_EQ(lowered("spin_lock_irqsave(x, flags); spin_unlock_irqrestore(x, flags); raw_spin_lock(x); "
                    "mutex_unlock(x);"),
            "  lock x\n  unlock x\n  lock x\n  unlock x\n");
}

TEST(Lower, Structs) {
  EXPECT_EQ(program("C t\n{ struct foo x = {.next = &y}; y.b[1] = 7; }\n#define N 2\n"
                    "struct foo { char a; int b[N]; struct foo *next; };\n"
                    "static int get(struct foo *p, int i) { if (i >= N) return -1; return p->b[i]; }\n"
                    "P0(struct foo *x, struct foo *y) { int r1 = get(x->next, 1); int t[N] = {1, 2}; t[r1] = "
                    "sizeof(*x); }\n"
                    "exists (x.a=1 /\\ y->b[1]=7)\n"),
            "shared int P0.t[2] = 0 0\n"
            "shared struct foo x = 0 0 0 y\n"
            "shared struct foo y = 0 0 7 0\n"
            "P0\n"
            "  local struct foo* x = x\n"
            "  local struct foo* y = y\n"
            "  local int r1 = 0\n"
            "  %3 = load (x + 3)\n"
            "  %5 = %3\n"

            "  block\n"
            "    if (1 >= 2), deciding to the end of block 0\n"
            "      %4 = -1\n"
            "      leave block 0\n"
            "    %4 = load ((%5 + 1) + (1 + (((1 < 0) | (1 >= 2)) * 1099511627776)))\n"
            "    leave block 0\n"
            "  r1 = %4\n"
            "  store P0.t, 1\n"
            "  store P0.t[1], 2\n"
            "  store (P0.t + r1), 24\n");
}

TEST(Lower, Operators) {
  EXPECT_EQ(lowered("r1 = 1 + 2 * 3 - -4;"), "  r1 = 11\n");
  EXPECT_EQ(lowered("r1 = r1 | r2 & 1 == 0;"), "  r1 = (r1 | (r2 & 0))\n");
  EXPECT_EQ(lowered("r1 = !r1 && r2 > 3;"), "  r1 = (!r1 & (r2 > 3))\n");
  EXPECT_EQ(lowered("r1 = r1 || r2;"), "  r1 = ((r1 != 0) | (r2 != 0))\n");
  EXPECT_EQ(lowered("r1 = r1 && *x;"),
            "  %6 = (r1 != 0)\n  if %6\n    %5 = load x\n    %6 = (%5 != 0)\n  r1 = %6\n");
  EXPECT_EQ(lowered("r1 = r2 ? *x : 0x10;"), "  if r2\n    %5 = load x\n  else\n    %5 = 16\n  r1 = %5\n");
  EXPECT_EQ(lowered("r1 = ~r2 << 2 >> 1 % 3;"), "  r1 = ((~r2 << 2) >> 1)\n");
}

TEST(Lower, WhatCasts) {
  EXPECT_EQ(lowered("r1 = (u8)r2 + (int)r2 + (long)r2;"), "  r1 = (((u8)r2 + r2) + r2)\n");
  EXPECT_EQ(lowered("WRITE_ONCE(*x, r1 + 1); WRITE_ONCE(*x, r1 + 1l);"),
            "  store{ONCE} x, (r1 + 1)\n  store{ONCE} x, (int)(r1 + 1)\n");
  EXPECT_EQ(lowered("r1 = xchg(x, 4294967295); r2 = -1 < 1u;"),
            "  r1 = old of exchange{MB} x, -1\n  r2 = 0\n");
  EXPECT_EQ(lowered("r1 = (s8)200; r2 = (bool)r1;"), "  r1 = -56\n  r2 = (r1 != 0)\n");
}

TEST(Lower, TheInitialState) {
  EXPECT_EQ(
      program(
          "C t\n{ int x = 300; char c = 200; int *p = &x; q=p; y; a[2]={1}; int b[2]; 0:r1=x; int 0:r2=7;\n"
          "  atomic_t n = ATOMIC_INIT(-2); }\nP0(int *x, intptr_t *y, spinlock_t *s) { }\nexists (x=1)\n"),
      "shared a[2] = 1 0\n"
      "shared int b[2] = 0 0\n"
      "shared char c = 200\n"
      "shared atomic_t n = -2\n"
      "shared int* p = x\n"
      "shared q = p\n"
      "shared spinlock_t s = 0\n"
      "shared int x = 300\n"
      "shared intptr_t y = 0\n"
      "P0\n"
      "  local int* x = x\n"
      "  local intptr_t* y = y\n"
      "  local spinlock_t* s = s\n"
      "  local r1 = x\n"
      "  local int r2 = 7\n");
}

TEST(Lower, InstructionsAreTheUsersStatements) {
  auto const test = load("C t\n{}\nP0(int *x)\n{\n\tint r1;\n\n\tr1 = READ_ONCE(*x); // first\n"
                         "\tif (r1 ==\n\t    1)\n\t\tWRITE_ONCE(*x, /* why */ 2);\n}\nexists (x=2)\n");
  ASSERT_TRUE(test);
  auto const& instructions = test->program.threads[0].instructions;
  ASSERT_EQ(instructions.size(), 3u);
  EXPECT_EQ(instructions[0].text, "r1 = READ_ONCE(*x);");
  EXPECT_EQ(instructions[1].text, "if (r1 == 1)");
  EXPECT_EQ(instructions[2].text, "WRITE_ONCE(*x, /* why */ 2);");
  EXPECT_EQ(instructions[2].place.line, 10u);
  EXPECT_EQ(instructions[2].place.column, 3u);
  auto const& branch = test->program.threads[0].body.at(1);
  EXPECT_EQ(branch.instruction, 1u);
  EXPECT_EQ(std::get<If>(branch.node).then.at(0).instruction, 2u);
}

TEST(Condition, Precedence) {
  EXPECT_EQ(condition("0:r1=0"), "0:r1=0");
  EXPECT_EQ(condition("x=1 /\\ y=2 /\\ 0:r1=-3"), "[x]=1 /\\ [y]=2 /\\ 0:r1=-3");
  EXPECT_EQ(condition("x=1 /\\ y=2 \\/ x=3"), "[x]=1 /\\ [y]=2 \\/ [x]=3");
  EXPECT_EQ(condition("x=1 /\\ (y=2 \\/ x=3)"), "[x]=1 /\\ ([y]=2 \\/ [x]=3)");
  EXPECT_EQ(condition("x=1 /\\ y=2 => x=3"), "[x]=1 /\\ ([y]=2 => [x]=3)");
  EXPECT_EQ(condition("(x=1 /\\ y=2) => x=3"), "([x]=1 /\\ [y]=2) => [x]=3");
  EXPECT_EQ(condition("~x=1 /\\ not (y=2)"), "not ([x]=1) /\\ not ([y]=2)");
  EXPECT_EQ(condition("0:r1!=7 \\/ 0:r1<>8"), "not (0:r1=7) \\/ not (0:r1=8)");
  EXPECT_EQ(condition("true /\\ false"), "true /\\ false");
  EXPECT_EQ(condition("0:r1=x \\/ 0:r1=&y \\/ 0:r1=1:r1 \\/ [x]=[y] \\/ *x=0x10"),
            "0:r1=x \\/ 0:r1=y \\/ 0:r1=1:r1 \\/ [x]=[y] \\/ [x]=16");
  EXPECT_EQ(condition("a={1,2,-7} \\/ a[1]=4"), "a={1,2,-7} \\/ a[1]=4");
  EXPECT_EQ(condition("0:r1=5 /\\ (x=5 \\/ 1:r1=y) /\\ ~(y=3) \\/ (0:r1=x => true)"),
            "0:r1=5 /\\ ([x]=5 \\/ 1:r1=y) /\\ not ([y]=3) \\/ (0:r1=x => true)");
}

TEST(Condition, ObservedInTheOrderOfHerd7) {
  auto const test =
      load("C t\n{ a[2]; }\nP0(int *x) { int r2; int r10; int r3; }\nP1(int *y) { int r1; }\n"
           "locations [y; 0:r10; a]\nfilter (0:r3=0)\n~exists (a[1]=0 /\\ x=0 /\\ 1:r1=0 /\\ 0:r2=0)\n");
  ASSERT_TRUE(test);
  std::string all;
  for (auto const& o : test->observed) all += to_string(o, test->program) + " ";
  EXPECT_EQ(all, "0:r10 0:r2 1:r1 a [x] [y] a[1] ");
  EXPECT_EQ(test->quantifier, Quantifier::NotExists);
  ASSERT_TRUE(test->filter);
  EXPECT_EQ(to_string(*test->filter, test->program), "0:r3=0");
  EXPECT_EQ(test->condition_place->line, 7u);
}

TEST(Condition, Forms) {
  auto const quantifier = [](std::string const& text) {
    auto const test = load("C t\n{}\nP0(int *x) { }\n" + text);
    return test ? std::optional(test->quantifier) : std::nullopt;
  };
  EXPECT_EQ(quantifier("(x=1)"), Quantifier::Exists);
  EXPECT_EQ(quantifier("final (x=1)"), Quantifier::Exists);
  EXPECT_EQ(quantifier("forall (x=1)"), Quantifier::Forall);
  EXPECT_EQ(quantifier("~exists x=1"), Quantifier::NotExists);
  EXPECT_EQ(quantifier(""), Quantifier::Forall);
  EXPECT_EQ(quantifier("exists (x=1); (* done *)\n<< anything { at all"), Quantifier::Exists);
}

TEST(Header, NameAndExpectation) {
  auto const test = load("C some/name (tex) \"doc\"\n(*\n * Result: Sometimes\n *)\nCycle=Rfe Fre\n{\n}\n"
                         "P0(int *x) { }\nexists (x=1)\n");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->name, "some/name");
  EXPECT_EQ(test->expected, "Sometimes");
}

TEST(Print, Syntax) {
  Source const source("t.litmus",
                      "C t\n{ int *p = &x; a[2]={1,2}; 0:r1=3; y; }\nP0(volatile int* x, int **p) {\n"
                      "int r1 = (intptr_t)*x + 2 * 3, *r2; if (r1 == 1 && !r2) { *p = &x[1]; } else r1++;\n"
                      "for (r1 = 0; r1 < 3; r1 += 1) ; do f(x, y->z); while (a ? b : c); goto out; }\n"
                      "locations [x; a[1]] filter (x=1) ~exists (0:r1=x /\\ ~a={1,2} => true)\n");
  Diagnostics diagnostics;
  auto const test = litmus::read_test(source, diagnostics);
  ASSERT_TRUE(test) << to_string(diagnostics.all().front());
  EXPECT_EQ(litmus::print(*test),
            "C t\n{\n  int *p = &x;\n  a[2] = {1,2};\n  0:r1 = 3;\n  y;\n}\n"
            "P0(volatile int *x, int **p)\n{\n"
            "  int r1 = ((intptr_t)*x + (2 * 3)), *r2;\n"
            "  if ((r1 == 1) && !r2) {\n    *p = &x[1];\n  }\n  else {\n    r1++;\n  }\n"
            "  for (r1 = 0; (r1 < 3); r1 += 1) {\n    ;\n  }\n"
            "  do {\n    f(x, y->z);\n  } while (a ? b : c);\n  goto out;\n}\n"
            "locations [x; a[1]]\nfilter x = 1\n"
            "~exists (0:r1 = &x /\\ (~a = {1,2} => true))\n");
}
