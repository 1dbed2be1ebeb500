// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers`: what it says of barriers is what `check` says of tests without them.
#include "tests/program/ask_barriers.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Wherever it stands, it is looked at without it.
TEST(Barriers, ThatBeginNoStatementMayBeGone) {
  auto const reader = [](std::string const& barrier) {
    return barriers_of("C t\n{}\nP0(int *x, int *y) { int r9 = 1; WRITE_ONCE(*x, 1); if (r9) smp_wmb(); "
                       "WRITE_ONCE(*y, 1); }\nP1(int *x, int *y) { int r0 = READ_ONCE(*y); int r1;\n" +
                       barrier + " r1 = READ_ONCE(*x); }\nexists (1:r0=1 /\\ 1:r1=0)\n");
  };
  for (auto const& ran : {reader("smp_mb(),"), reader("smp_mb();")})
    EXPECT_TRUE(has(ran.out, "smp_mb() in P1: needed: without it, the exists clause is reachable; smp_rmb()"))
        << ran.out;
  EXPECT_TRUE(has(reader("smp_rmb(),").out, "smp_rmb() in P1: needed")) << reader("smp_rmb(),").out;
  EXPECT_TRUE(has(reader("smp_rmb();").out, "smp_wmb() in P0: needed")); // behind an if
  auto const lines = barriers_of_protocol(
      "protocol t \"t\";\nmodel lkmm;\n#define CONFIG_SMP\nint x, y;\nghost bool bad;\n"
      "world { cpu 0, 1; task a on 0; task b on 1; }\n"
      "task a { WRITE_ONCE(x, 1); smp_wmb(); WRITE_ONCE(y, 1); }\n"
      "task b {\n\tint r0 = READ_ONCE(y), r1;\n#ifdef CONFIG_SMP\n\tsmp_mb();\n#endif\n\tr1 = READ_ONCE(x);\n"
      "\tbad = r0 && !r1;\n}\nproperty P \"\": never bad;\n");
  EXPECT_TRUE(has(lines.out, "smp_mb() in task b: needed: without it, P is violated")) << lines.out;
}
TEST(Barriers, OfAMacroAreReachedWhereItIsUsed) {
  auto const ran = barriers_of_protocol(
      "protocol t \"t\";\nmodel lkmm;\nint x, y;\nghost bool bad;\n"
      "#define publish(p, v) do { smp_mb(); smp_wmb(); WRITE_ONCE(p, v); } while (0)\n"
      "world { cpu 0, 1; task a on 0; task b on 1; }\ntask a { WRITE_ONCE(x, 1); publish(y, 1); }\n"
      "task b { int r0 = READ_ONCE(y); smp_rmb(); bad = r0 && !READ_ONCE(x); }\n"
      "property P \"\": never bad;\n");
  EXPECT_FALSE(has(ran.out, "no execution comes to it")) << ran.out;
  EXPECT_TRUE(has(ran.out, "Not all of these at once can be weaker")) << ran.out;
}
TEST(Barriers, ThatAVariantReplacesAreNotInIt) {
  auto const ran = barrister_with({"barriers", "--variant", "NO_MB", "--model", "lkmm",
                                   BARRISTER_SOURCE "/proofs/c-peterz/c-peterz.protocol"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_FALSE(has(ran.out, "not known")) << ran.out;
  EXPECT_FALSE(has(ran.out, "smp_mb() in task installer")) << ran.out;
}

// The commit's own: two full barriers and a release, and an acquire that the full barrier behind it makes
// superfluous.
TEST(Barriers, OfTheCommitAreNeededButTheAcquire) {
  auto const ran = barrister_with({"barriers", "--width", "200", peterz});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "smp_mb() in P0: needed: without it, the exists clause is reachable")) << ran.out;
  EXPECT_TRUE(has(ran.out,
                  "smp_store_release() in P1: needed: with WRITE_ONCE(), the exists clause is reachable; "
                  "smp_wmb() and WRITE_ONCE() would do"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "smp_load_acquire() in P2: not needed: READ_ONCE() would do")) << ran.out;
  EXPECT_TRUE(has(ran.out, "smp_mb() in P2: needed: without it, the exists clause is reachable")) << ran.out;
  EXPECT_TRUE(has(
      ran.out, "/* Pairs with smp_store_release() in P1 and smp_mb() in P2: orders WRITE_ONCE(*x, 1) before "
               "READ_ONCE(*y). */"))
      << ran.out;
}
TEST(Barriers, CostWhatTheyBecome) {
  auto const powerpc = barrister_with({"barriers", "--width", "200", "--arch", "powerpc", peterz});
  EXPECT_TRUE(has(powerpc.out, "smp_wmb() and WRITE_ONCE() would do (costs the same, 2: lwsync for lwsync)"))
      << powerpc.out;
  EXPECT_TRUE(has(powerpc.out, "READ_ONCE() would do (costs 0, not 2: nothing for lwsync)")) << powerpc.out;
  auto const arm = barrister_with({"barriers", "--width", "200", "--arch", "arm64", peterz});
  EXPECT_TRUE(
      has(arm.out, "smp_wmb() and WRITE_ONCE() would do (but costs more: 2, not 1: dmb ishst for stlr)"))
      << arm.out;
}
// Where smp_rmb() and smp_wmb() would both do, the cheaper one is named.
TEST(Barriers, TheCheapestThatDoesIsNamed) {
  std::string const text =
      "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*y, 1); smp_mb(); WRITE_ONCE(*x, 1); }\n"
      "P1(int *x, int *y) { int r0 = READ_ONCE(*x); smp_mb(); int r1 = READ_ONCE(*y); }\n"
      "exists (1:r0=1 /\\ 1:r1=0)\n";
  auto const ran = barriers_of(text, {"--cost", "smp_rmb=1"});
  EXPECT_TRUE(has(ran.out, "smp_rmb() would do (costs 1, not 24)")) << ran.out;
  EXPECT_TRUE(has(ran.out, "smp_wmb() would do (costs 6, not 24)")) << ran.out;
}
TEST(Barriers, OfAStoreBufferPairWithEachOther) {
  auto const ran = barriers_of(store_buffer("smp_mb();", "smp_mb();"));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_mb() in P1: orders WRITE_ONCE(*x, 1) before READ_ONCE(*y). */"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_mb() in P0: orders WRITE_ONCE(*y, 1) before READ_ONCE(*x). */"))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "would do")) << ran.out;
}
// smp_rmb() does not order a store before a load: the claim does not hold to begin with.
TEST(Barriers, CommentsOnThemHaveNoCommentsInThem) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers",
       folder.write("t.litmus", "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(/* b */ "
                                "y, 1); }\nP1(int *x, int *y) { int r0; int r1; r0 = smp_load_acquire(y); "
                                "r1 = READ_ONCE(*x); }\nexists (1:r0=1 /\\ 1:r1=0)\n")});
  EXPECT_EQ(ran.status, 0);
  EXPECT_FALSE(has(ran.out, "/* b */")) << ran.out;
  EXPECT_TRUE(has(ran.out, "/* Pairs with")) << ran.out;
}
TEST(Barriers, ThatAreNotLookedAtAreTold) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers",
       folder.write("t.litmus", "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); test_and_clear_bit(0, x); "
                                "int r0 = READ_ONCE(*y); }\nexists (0:r0=1)\n")});
  EXPECT_EQ(
      ran.out,
      "t under lkmm: the exists clause is unreachable.\n  Not looked at: test_and_clear_bit() (line 3).\n")
      << ran.err;
}
// In a function that both threads call, in what is as wide as a word, and in what tells zero.
TEST(Barriers, InFunctionsAndInOtherWordsAreLookedAt) {
  Folder const folder;
  auto const of_body = [&](std::string const& first, std::string const& second) {
    return barrister_with(
        {"barriers", "--width", "200", "--check-comments",
         folder.write(
             "t.litmus",
             "C t\n{ atomic64_t a = 1; }\nstatic void full(void)\n{\n\t/* Pairs with smp_mb() in "
             "P1. */\n\tsmp_mb();\n}\nP0(int *x, int *y, atomic64_t *a)\n{\n\tWRITE_ONCE(*x, 1);\n\t" +
                 first + "\n\tint r0 = READ_ONCE(*y);\n}\n" +
                 "P1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t" + second +
                 "\n\tint r0 = READ_ONCE(*x);\n}\nexists (0:r0=0 /\\ 1:r0=0)\n")});
  };
  auto const one = of_body("full();", "smp_mb();");
  EXPECT_EQ(one.status, 0) << one.out << one.err;
  EXPECT_TRUE(has(one.out,
                  "line 6: smp_mb() in full(): needed: without it, the exists clause is reachable\n"
                  "    /* Pairs with smp_mb() in P1: orders WRITE_ONCE(*x, 1) before READ_ONCE(*y). */\n"))
      << one.out;
  EXPECT_TRUE(has(one.out, "/* Pairs with smp_mb() in full(): orders")) << one.out;
  EXPECT_TRUE(has(one.out, "line 5: comment \"Pairs with smp_mb() in P1\": right\n")) << one.out;
  auto const both = of_body("full();", "full();");
  EXPECT_TRUE(
      has(both.out, "line 6: smp_mb() in full(): needed: without it, the exists clause is reachable\n"))
      << both.out << both.err;
  auto const zero = of_body("int r1 = atomic64_dec_and_test(a);", "smp_mb();");
  EXPECT_TRUE(has(
      zero.out,
      "atomic64_dec_and_test() in P0: needed: with atomic64_dec_return_relaxed() == 0, the exists clause is "
      "reachable\n"))
      << zero.out << zero.err;
}
TEST(Barriers, KeepNothingWhereTheClaimDoesNotHold) {
  auto const ran = barriers_of(store_buffer("smp_mb();", "smp_rmb();"));
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(
      has(ran.out, "SB under lkmm: the exists clause is reachable: there is nothing that its barriers keep."))
      << ran.out;
}
// Either of two on one side will do.
TEST(Barriers, ThatAreNotNeededOneByOneMayBeNeededTogether) {
  auto const ran = barriers_of(store_buffer("smp_mb(); smp_mb();", "smp_mb();"));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "line 6: smp_mb() in P0: not needed")) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "Not all of these at once can be weaker: smp_mb() in P0, line 6; smp_mb() in P0, line 6."))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "line 12: smp_mb() in P1: needed")) << ran.out;
}
TEST(Barriers, ThatAreManyMayAllBeWeaker) {
  std::string body;
  for (int i = 0; i < 12; ++i) body += "smp_mb(); ";
  auto const ran = barriers_of("C t\n{}\nP0(int *x) { " + body + " }\nexists (x=1)\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_FALSE(has(ran.out, "at once")) << ran.out;
  auto const some = barriers_of(store_buffer(body, "smp_mb();"));
  EXPECT_EQ(some.status, 3) << some.out;
  EXPECT_TRUE(has(some.out, "Those that are not needed one by one cannot be weaker all at once; which of "
                            "them can was not found out."))
      << some.out;
}
// Without the acquire the loop may want more rounds than are followed: that is no "not needed".
TEST(Barriers, OfWhichLessIsKnownWithoutThemAreNotKnown) {
  auto const ran = barriers_of(
      "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }\n"
      "P1(int *x, int *y, int *z) { int r0; int r1 = 0; r0 = smp_load_acquire(y); if (r0 == 1) { "
      "r1 = READ_ONCE(*x); while (r1 == 0) { WRITE_ONCE(*z, 1); r1 = READ_ONCE(*x); } } }\nexists "
      "(1:r0=2)\n");
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "smp_load_acquire() in P1: not known: the exists clause is unreachable within the bound"))
      << ran.out;
}
TEST(Barriers, OfWhatNeverEndsKeepNothing) {
  auto const ran = barriers_of("C t\n{}\nP0(spinlock_t *l, int *x) { spin_lock(l); smp_mb(); spin_lock(l); "
                               "WRITE_ONCE(*x, 1); }\nexists (x=2)\n");
  EXPECT_EQ(ran.status, 1) << ran.out;
  EXPECT_TRUE(has(ran.out, "no execution comes to its end: there is nothing that its barriers keep"))
      << ran.out;
}
TEST(Barriers, OneInTheOtherAreNotTakenTogether) {
  auto const ran = barriers_of(
      "C t\n{}\nP0(int *x, int *y) { smp_store_release(x, smp_load_acquire(y)); }\nexists (x=1)\n");
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "all at once was not found out")) << ran.out;
}
// A comment may speak of what is not looked at.
TEST(Barriers, CommentsOnOtherCallsAreNotWrong) {
  auto const ran = barriers_of(store_buffer("/* Pairs with spin_lock() in P1. */\n\tsmp_mb();", "smp_mb();"),
                               {"--check-comments"});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "not known: spin_lock() in P1 is none that is looked at")) << ran.out;
}
TEST(Barriers, AreAskedAboutUnderEachModel) {
  auto const ran = barriers_of(store_buffer("smp_mb();", "smp_mb();"), {"--model", "sc", "--model", "tso"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "SB under sc: the exists clause is unreachable.\n  line 6: smp_mb() in P0: not needed\n"))
      << ran.out;
  EXPECT_TRUE(
      has(ran.out,
          "SB under tso: the exists clause is unreachable.\n  line 6: smp_mb() in P0: needed: without it, "))
      << ran.out;
}
// Without the release there is a data race on the plain access, whatever the clause says.
TEST(Barriers, KeepRacesAway) {
  auto const ran =
      barriers_of("C mp\n{}\nP0(int *x, int *y) { *x = 1; smp_store_release(y, 1); }\n"
                  "P1(int *x, int *y) { int r1 = 2; int r0 = smp_load_acquire(y); if (r0) r1 = *x; }\n"
                  "exists (1:r0=1 /\\ 1:r1=3)\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "smp_store_release() in P0: needed: with WRITE_ONCE(), the model flags it: data-race"))
      << ran.out;
  EXPECT_TRUE(
      has(ran.out, "smp_load_acquire() in P1: needed: with READ_ONCE(), the model flags it: data-race"))
      << ran.out;
}
TEST(Barriers, ShowWhatHappensWithoutThem) {
  auto const ran = barriers_of(store_buffer("smp_mb();", "smp_mb();"), {"--trace"});
  EXPECT_TRUE(has(ran.out, "0:r0=0; 1:r0=0")) << ran.out;
}
// The variants of the file that leave one out say the same.
TEST(Barriers, OfAProtocolAreNeededForItsClaims) {
  auto const ran =
      barrister_with({"barriers", "--width", "200", "--variant", "V414", "--model", "lkmm", membarrier});
  EXPECT_TRUE(has(ran.out, "membarrier V414 under lkmm: DEKKER, ENDS")) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "smp_mb() in ipi_mb(): not needed")) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "smp_mb() in membarrier_private_expedited(): needed: without it, DEKKER is violated"))
      << ran.out;
  EXPECT_TRUE(
      has(ran.out,
          "smp_mb__after_spinlock() in barrier_behind_rq_lock(): needed: without it, DEKKER is violated"))
      << ran.out;
  EXPECT_EQ(ran.status, 0) << ran.out;
}
// What nothing calls, what is ruled out, and what no value leads to: that it is not needed says nothing of
// it.
TEST(Barriers, ThatNoExecutionComesToAreSaidToBeSo) {
  auto const ran =
      barriers_of("C t\n{}\nstatic void unused(int *x)\n{\n\tsmp_mb();\n\tWRITE_ONCE(*x, 3);\n}\n"
                  "P0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*y);\n"
                  "\tif (r0 == 7)\n\t\tsmp_wmb();\n\tif (r0 == 1)\n\t\tsmp_rmb();\n}\n"
                  "P1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n}\n"
                  "exists (0:r0=0 /\\ 1:r0=0)\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "line 5: smp_mb() in unused(): not needed: no execution comes to it\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "line 11: smp_mb() in P0: needed")) << ran.out;
  EXPECT_TRUE(has(ran.out, "line 14: smp_wmb() in P0: not needed: no execution comes to it\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "line 16: smp_rmb() in P0: not needed\n")) << ran.out;
  auto const protocol = barriers_of_protocol(
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int ra, rb;\n"
      "task a {\n\tint r;\n\n\tWRITE_ONCE(x, 1);\n\tsmp_mb();\n\tr = READ_ONCE(y);\n"
      "\tif (r == 7)\n\t\tsmp_wmb();\n\tif (r == 1)\n\t\tsmp_rmb();\n\tif (0)\n\t\tsmp_mb();\n"
      "\tra = r + 1;\n}\ntask b { WRITE_ONCE(y, 1); smp_mb(); rb = READ_ONCE(x) + 1; }\n"
      "property SB \"s\": never ra == 1 && rb == 1;\n");
  EXPECT_EQ(protocol.status, 0) << protocol.err;
  EXPECT_TRUE(has(protocol.out, "line 9: smp_mb() in task a: needed")) << protocol.out;
  EXPECT_TRUE(has(protocol.out, "line 12: smp_wmb() in task a: not needed: no execution comes to it\n"))
      << protocol.out;
  EXPECT_TRUE(has(protocol.out, "line 14: smp_rmb() in task a: not needed\n")) << protocol.out;
  EXPECT_TRUE(has(protocol.out, "line 16: smp_mb() in task a: not needed: no execution comes to it\n"))
      << protocol.out;
}
// What comes on top of a run and never leaves keeps it from its end where a fence is still ahead; where that
// is gone, it has ended. That nothing is violated without any of the three says nothing of the first two.
TEST(Barriers, AFenceAtTheEndOfARunMayKeepItFromItsEnd) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; agent m times 1 on cpu 0 { "
           "act(); } }\nint x, y, a_late, b_late, nobody;\nstatic void act(void)\n{\n"
           "\tassume(READ_ONCE(a_late));\n\tassume(READ_ONCE(b_late));\n"
           "\tsmp_cond_load_relaxed(&nobody, VAL);\n}\n"
           "task a {\n\tWRITE_ONCE(x, 1);\n\tsmp_mb();\n\tsmp_mb();\n"
           "\tWRITE_ONCE(a_late, !READ_ONCE(y));\n\tsmp_mb();\n}\n"
           "task b {\n\tWRITE_ONCE(y, 1);\n\tsmp_mb();\n\tWRITE_ONCE(b_late, !READ_ONCE(x));\n}\n"
           "property ENDS \"a ends\": a terminates;\n")});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "line 15: smp_mb() in task a: not needed\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "Not all of these at once can be weaker: smp_mb() in task a, line 12; smp_mb() in "
                           "task a, line 13.\n"))
      << ran.out;
}
// Without either barrier of the reader, who waits for it may do so for ever; without the grace period
// besides, nobody waits: that all can be weaker at once says nothing of the two alone.
TEST(Barriers, WhatGoesOnWithoutAWaitSaysNothingOfWhatStillWaits) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol wait \"two barriers that are one, and a wait\";\n"
           "world { cpu 0, 1; task reader on 0; task writer on 1; }\nint x, y, done;\n"
           "task reader {\n\tWRITE_ONCE(x, 1);\n\tsmp_mb();\n\tsmp_mb();\n\tif (!READ_ONCE(y)) {\n"
           "\t\trcu_read_lock();\n\t\tsmp_cond_load_acquire(&done, VAL);\n\t\trcu_read_unlock();\n\t}\n}\n"
           "task writer {\n\tWRITE_ONCE(y, 1);\n\tsmp_mb();\n\tif (!READ_ONCE(x))\n"
           "\t\tsynchronize_rcu();\n\tWRITE_ONCE(done, 1);\n}\n"
           "property ENDS \"the writer ends\": writer terminates;\n")});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "line 18: synchronize_rcu() in task writer: not needed\n")) << ran.out;
  EXPECT_TRUE(has(ran.out,
                  "Not all of these at once can be weaker: smp_mb() in task reader, line 6; smp_mb() in "
                  "task reader, line 7."))
      << ran.out;
}
// A model that forbids less where there is one barrier than where there is none: that all can be weaker at
// once says nothing of two of them.
TEST(Barriers, OfAModelOfOnesOwnEachSetIsAsked) {
  Folder const folder;
  auto const model = folder.write("own.cat", "\"own\"\nlet two = [F & MB] ; po ; [F & MB]\n"
                                             "let one = (F & MB) \\ (domain(two) | range(two))\n"
                                             "let circle = (po | com)+ & id\n"
                                             "empty circle \\ ((_ * one) ; (one * _)) as own\n");
  auto const ran = barriers_of(store_buffer("smp_mb(); smp_mb(); smp_mb();", ""), {"--model", model});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "line 6: smp_mb() in P0: not needed")) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "Not all of these at once can be weaker: smp_mb() in P0, line 6; smp_mb() in P0, line 6."))
      << ran.out;
}
// One claim is asked about as all are.
TEST(Barriers, ThatAVariantPutsInAreLookedAt) {
  Folder const folder;
  auto const file = folder.write(
      "t.protocol",
      "protocol t \"\";\nmodel lkmm;\nworld { cpu 0, 1; task a on 0; task b on 1; }\n"
      "int x, y; ghost int r; ghost int s;\n"
      "static int f(void) { WRITE_ONCE(x, 1); return READ_ONCE(y); }\ntask a { r = 1; r = f(); }\n"
      "task b { s = 1; WRITE_ONCE(y, 1); smp_mb(); s = READ_ONCE(x); }\n"
      "property P \"\": never r == 0 && s == 0;\nvariant V \"\";\n"
      "variant W of V \"\" { replace f(): \"return\" with \"smp_mb(); return\"; }\n");
  auto const ran = barrister_with({"barriers", "--width", "200", "--variant", "W", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out,
                  "line 7: smp_mb() in task b: needed: without it, P is violated\n"
                  "    /* Pairs with smp_mb() in f(): orders WRITE_ONCE(y, 1) before READ_ONCE(x). */\n"
                  "  line 10: smp_mb() in f(): needed: without it, P is violated\n"
                  "    /* Pairs with smp_mb() in task b: orders WRITE_ONCE(x, 1) before READ_ONCE(y). */\n"))
      << ran.out;
}
TEST(Barriers, OfOneProperty) {
  auto const ran = barrister_with({"barriers", "--width", "200", "--variant", "V414", "--model", "lkmm",
                                   "--property", "DEKKER", membarrier});
  EXPECT_TRUE(has(ran.out, "membarrier V414 under lkmm: DEKKER holds.")) << ran.out << ran.err;
  EXPECT_TRUE(
      has(ran.out, "smp_mb() in membarrier_private_expedited(): needed: without it, DEKKER is violated"))
      << ran.out;
  auto const other =
      barrister_with({"barriers", "--variant", "V414", "--model", "lkmm", "--property", "ENDS", membarrier});
  EXPECT_FALSE(has(other.out, "needed: without it")) << other.out;
  EXPECT_EQ(barrister_with({"barriers", "--variant", "V414", "--property", "DEKER", membarrier}).status, 2);
}
// Unless it is asked for, or there is nothing else.
TEST(Barriers, OfWhatIsExpectedToBeViolatedAreNotAsked) {
  auto const ask = [](std::string const& expected, std::vector<std::string> const& more) {
    Folder const folder;
    std::vector<std::string> words{
        "barriers", "--model", "lkmm",
        folder.write("t.protocol",
                     "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
                     "ghost int ra, rb;\ntask a { WRITE_ONCE(x, 1); smp_mb(); ra = READ_ONCE(y) + 1; }\n"
                     "task b { WRITE_ONCE(y, 1); smp_mb(); rb = READ_ONCE(x) + 1; }\n"
                     "property SB \"s\": never ra == 1 && rb == 1;\nproperty NONE \"s\": never ra == 1;\n" +
                         expected)};
    words.insert(words.end(), more.begin(), more.end());
    return barrister_with(words);
  };
  auto const ran = ask("expect t: violated NONE;\n", {});
  EXPECT_TRUE(has(ran.out, "t under lkmm: SB holds.\n")) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "  Not asked, for it is expected to be violated: NONE.\n")) << ran.out;
  EXPECT_EQ(ran.status, 0) << ran.out;
  auto const without = ask("", {});
  EXPECT_TRUE(has(without.out, "  Not asked, for it does not hold as it is: NONE.\n")) << without.out;
  auto const named = ask("expect t: violated NONE;\n", {"--property", "NONE"});
  EXPECT_TRUE(has(named.out, "t under lkmm: no claim holds")) << named.out;
  auto const all = ask("expect t: violated NONE, SB;\n", {});
  EXPECT_TRUE(has(all.out, "  Not asked, for it does not hold as it is: NONE.\n")) << all.out;
}
TEST(Barriers, AVariantHasToBeNamed) {
  auto const ran = barrister_with({"barriers", membarrier});
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "which variant?\n    hint: --variant V414; there are V414, NO_ENTRY")) << ran.err;
  EXPECT_TRUE(has(barrister_with({"barriers", "--variant", "V41", membarrier}).err, "did you mean 'V414'?"));
}

TEST(Barriers, BadInputIsSaid) {
  EXPECT_EQ(barriers_of("C t\n{}\nP0(int *x) { smp_mb(; }\nexists (x=1)\n").status, 2);
  auto const none = barriers_of("C t\n{}\nP0(int *x) { smp_mb(); }\n");
  EXPECT_EQ(none.status, 2);
  EXPECT_TRUE(has(none.err, "it claims nothing")) << none.err;
  EXPECT_EQ(barrister_with({"barriers", "/nowhere.litmus"}).status, 2);
  EXPECT_EQ(barrister_with({"barriers", "--model", "lkm", peterz}).status, 2);
}
// What is not known is not violated.
TEST(PatchCommands, OfAClaimThatIsNotKnownNothingIsKnown) {
  Folder const folder;
  auto const file = folder.write(
      "t.protocol",
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int g;\n"
      "task a { int i = 0; while (i < 3) { WRITE_ONCE(x, i); i++; } smp_mb(); WRITE_ONCE(y, 1); }\n"
      "task b { g = READ_ONCE(y); }\nproperty P \"s\": finally x == 2;\nproperty Q \"s\": b terminates;\n");
  for (auto const* command : {"barriers", "why"}) {
    auto const none = barrister_with({command, "--unroll", "1", "--property", "P", file});
    EXPECT_EQ(none.status, 3) << none.out;
    EXPECT_EQ(none.out, "t under lkmm: it is not known whether P holds.\n");
    auto const some = barrister_with({command, "--unroll", "1", file});
    EXPECT_EQ(some.status, 3) << some.out;
    EXPECT_TRUE(has(some.out, "As it is, it is not known whether P holds.\n")) << some.out;
  }
}
// What is found wrong only when a variant is made of the text has its place, whoever asks.
TEST(PatchCommands, SayWhereAProtocolIsWrong) {
  Folder const folder;
  auto const file = folder.write(
      "t.protocol", "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\nghost int g;\n"
                    "task a { g = READ_ONCE(x); if (g == 7) smp_mb(); }\ntask b { WRITE_ONCE(x, 1); }\n"
                    "property P \"s\": never g == 3;\n");
  for (auto const& command : std::vector<std::vector<std::string>>{
           {"barriers", file}, {"repair", file}, {"why", file}, {"diff", "--models", "lkmm,sc", file}}) {
    auto const ran = barrister_with(command);
    EXPECT_EQ(ran.status, 2) << command[0];
    EXPECT_EQ(ran.out, "") << command[0];
    EXPECT_TRUE(has(ran.err, "t.protocol:5:40: error: a ghost decides whether this is done\n")) << ran.err;
    EXPECT_TRUE(has(ran.err, "^~")) << ran.err;
  }
}

TEST(Barriers, BesideAnAtomicOperationMayBeOneOfIts) {
  auto const test = "C t\n{}\nP0(int *x, int *y, atomic_t *n)\n{\n\tWRITE_ONCE(*x, 1);\n\tatomic_inc(n);\n"
                    "\tsmp_mb();\n\tint r0 = READ_ONCE(*y);\n}\nP1(int *x, int *y, atomic_t *n)\n{\n"
                    "\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n\tatomic_inc(n);\n\tint r0 = READ_ONCE(*x);\n}\n"
                    "exists (0:r0=0 /\\ 1:r0=0)\n";
  auto const ran = barriers_of(test, {"--arch", "x86"});
  EXPECT_TRUE(has(ran.out, "line 7: smp_mb() in P0: needed: without it, the exists clause is reachable; "
                           "smp_mb__after_atomic() would do (costs 0, not 6"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "line 13: smp_mb() in P1: needed: without it, the exists clause is reachable; "
                           "smp_mb__before_atomic() would do"))
      << ran.out;
}
TEST(Barriers, SayWhichPartsOfTheLibraryTheyDoNotLookAt) {
  auto const file = BARRISTER_SOURCE "/tests/kernel_code/use_seqlock.protocol";
  auto const of = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--width", "200", "--model", "lkmm", "--variant", "KERNEL", file});
    return barrister_with(arguments);
  };
  auto const ran = of({"barriers"});
  EXPECT_TRUE(
      has(ran.out, "Not looked at: what is in spec/kernel/seqlock.protocol (--library looks at it).\n"))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "It calls no ordering primitive")) << ran.out;
  EXPECT_FALSE(has(of({"barriers", "--library"}).out, "--library")) << ran.out;
  auto const why = of({"why"});
  EXPECT_EQ(why.status, 3) << why.out;
  EXPECT_TRUE(has(why.out, "It rests on no barrier that was looked at, by itself. Not looked at: what is in "
                           "spec/kernel/seqlock.protocol (barriers --library looks at it)."))
      << why.out;
}

} // namespace
} // namespace barrister
