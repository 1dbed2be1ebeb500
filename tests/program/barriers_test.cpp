// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers`: what it says of barriers is what `check` says of tests without them.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran of(std::string const& text, std::vector<std::string> more = {}) {
  Folder const folder;
  std::vector<std::string> arguments{"barriers", "--width", "200", folder.write("t.litmus", text)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}
std::string store_buffer(std::string const& one, std::string const& other) {
  return "C SB\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\t" + one +
         "\n\tint r0 = READ_ONCE(*y);\n}\nP1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t" + other +
         "\n\tint r0 = READ_ONCE(*x);\n}\nexists (0:r0=0 /\\ 1:r0=0)\n";
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
  auto const ran = of(text, {"--cost", "smp_rmb=1"});
  EXPECT_TRUE(has(ran.out, "smp_rmb() would do (costs 1, not 24)")) << ran.out;
  EXPECT_TRUE(has(ran.out, "smp_wmb() would do (costs 6, not 24)")) << ran.out;
}
TEST(Barriers, OfAStoreBufferPairWithEachOther) {
  auto const ran = of(store_buffer("smp_mb();", "smp_mb();"));
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
  auto const ran = of(store_buffer("smp_mb();", "smp_rmb();"));
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(
      has(ran.out, "SB under lkmm: the exists clause is reachable: there is nothing that its barriers keep."))
      << ran.out;
}
// Either of two on one side will do.
TEST(Barriers, ThatAreNotNeededOneByOneMayBeNeededTogether) {
  auto const ran = of(store_buffer("smp_mb(); smp_mb();", "smp_mb();"));
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
  auto const ran = of("C t\n{}\nP0(int *x) { " + body + " }\nexists (x=1)\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_FALSE(has(ran.out, "at once")) << ran.out;
  auto const some = of(store_buffer(body, "smp_mb();"));
  EXPECT_EQ(some.status, 3) << some.out;
  EXPECT_TRUE(has(
      some.out, "Whether those that are not needed one by one can be weaker all at once was not found out."))
      << some.out;
}
// Without the acquire the loop may want more rounds than are followed: that is no "not needed".
TEST(Barriers, OfWhichLessIsKnownWithoutThemAreNotKnown) {
  auto const ran =
      of("C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }\n"
         "P1(int *x, int *y, int *z) { int r0; int r1 = 0; r0 = smp_load_acquire(y); if (r0 == 1) { "
         "r1 = READ_ONCE(*x); while (r1 == 0) { WRITE_ONCE(*z, 1); r1 = READ_ONCE(*x); } } }\nexists "
         "(1:r0=2)\n");
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "smp_load_acquire() in P1: not known: the exists clause is unreachable within the bound"))
      << ran.out;
}
TEST(Barriers, OfWhatNeverEndsKeepNothing) {
  auto const ran = of("C t\n{}\nP0(spinlock_t *l, int *x) { spin_lock(l); smp_mb(); spin_lock(l); "
                      "WRITE_ONCE(*x, 1); }\nexists (x=2)\n");
  EXPECT_EQ(ran.status, 1) << ran.out;
  EXPECT_TRUE(has(ran.out, "no execution comes to its end: there is nothing that its barriers keep"))
      << ran.out;
}
TEST(Barriers, OneInTheOtherAreNotTakenTogether) {
  auto const ran =
      of("C t\n{}\nP0(int *x, int *y) { smp_store_release(x, smp_load_acquire(y)); }\nexists (x=1)\n");
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "all at once was not found out")) << ran.out;
}
// A comment may speak of what is not looked at.
TEST(Barriers, CommentsOnOtherCallsAreNotWrong) {
  auto const ran =
      of(store_buffer("/* Pairs with spin_lock() in P1. */\n\tsmp_mb();", "smp_mb();"), {"--check-comments"});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "not known: spin_lock() in P1 is none that is looked at")) << ran.out;
}
TEST(Barriers, AreAskedAboutUnderEachModel) {
  auto const ran = of(store_buffer("smp_mb();", "smp_mb();"), {"--model", "sc", "--model", "tso"});
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
  auto const ran = of("C mp\n{}\nP0(int *x, int *y) { *x = 1; smp_store_release(y, 1); }\n"
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
  auto const ran = of(store_buffer("smp_mb();", "smp_mb();"), {"--trace"});
  EXPECT_TRUE(has(ran.out, "0:r0=0; 1:r0=0")) << ran.out;
}
// A store-buffer shape with a read barrier on one side, of which a comment says that it pairs with the full
// one on the other.
TEST(Barriers, CommentsAreChecked) {
  auto const shape = [](std::string const& other, std::string const& said) {
    return store_buffer("/* Pairs with " + said + ". */\n\tsmp_mb();",
                        "/* Pairs with smp_mb() in P0. */\n\t" + other + "();");
  };
  auto const racy = of(shape("smp_rmb", "smp_rmb() in P1"), {"--check-comments"});
  EXPECT_EQ(racy.status, 1);
  EXPECT_TRUE(has(
      racy.out, "P1 lacks smp_mb() between WRITE_ONCE(*y, 1) (line 12) and int r0 = READ_ONCE(*x) (line 15)"))
      << racy.out;
  EXPECT_TRUE(
      has(racy.out,
          "line 6: comment \"Pairs with smp_rmb() in P1\": wrong: as it is, the exists clause is reachable"))
      << racy.out;
  auto const right = of(shape("smp_mb", "smp_mb() in P1"), {"--check-comments"});
  EXPECT_EQ(right.status, 0) << right.out;
  EXPECT_TRUE(has(right.out, "line 6: comment \"Pairs with smp_mb() in P1\": right")) << right.out;
  auto const gone = of(shape("smp_mb", "smp_wmb() in P1"), {"--check-comments"});
  EXPECT_EQ(gone.status, 1);
  EXPECT_TRUE(has(gone.out, "wrong: there is no smp_wmb() in P1")) << gone.out;
  auto const any =
      of(store_buffer("/* Pairs with the barrier in P1. */\n\tsmp_mb();", "smp_mb();"), {"--check-comments"});
  EXPECT_EQ(any.status, 0) << any.out;
  EXPECT_TRUE(has(any.out, "comment \"Pairs with a barrier in P1\": right")) << any.out;
  auto text = store_buffer("smp_mb();", "smp_mb();");
  text.insert(text.find("P0("), "/* smp_mb() pairs with smp_wmb() in P7. */\n");
  auto const prose = of(text, {"--check-comments"});
  EXPECT_EQ(prose.status, 0) << prose.out;
  EXPECT_FALSE(has(prose.out, "P7")) << prose.out;
  auto const none = of(store_buffer("smp_mb();", "smp_mb();"), {"--check-comments"});
  EXPECT_EQ(none.status, 0);
  EXPECT_TRUE(has(none.out, "No comment says what a barrier pairs with.")) << none.out;
}

// A comment may name the place alone, and says what is ordered in words of its own.
TEST(Barriers, CommentsSayWhatIsOrdered) {
  struct Row {
    std::string said;
    int status;
    std::string answered;
  };
  for (auto const& [said, status, answered] : {
           Row{"P1", 0, "\"Pairs with a barrier in P1\": right"},
           Row{"P9", 3, "P9() is none that is looked at"},
           Row{"smp_mb() in P0", 1, "wrong: smp_mb() in P0 pairs with smp_mb() in P1"},
           Row{"P1: orders WRITE_ONCE(*x, 1) before READ_ONCE(*y)", 0, "right"},
           Row{"P1: orders the store to x before\n\t * the load of y", 0, "right"},
           Row{"P1: orders y before x", 1,
               "wrong: smp_mb() in P0 orders WRITE_ONCE(*x, 1) before READ_ONCE(*y)"},
           Row{"P1: orders r0 before x", 1, "wrong: smp_mb() in P0 orders"},
           Row{"P1: orders what is here before what is there", 3,
               "whether smp_mb() in P0 orders what is here before what is there: it orders WRITE_ONCE"},
           Row{"P1: orders nothing", 0, "right"},
       }) {
    auto const ran =
        of(store_buffer("/* Pairs with " + said + ". */\n\tsmp_mb();", "smp_mb();"), {"--check-comments"});
    EXPECT_EQ(ran.status, status) << said << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, answered)) << said << ran.out;
  }
}

// From one start it pairs with the barrier of b, from the other with that of c; and what is asked from each
// is what is violated, whatever is claimed before it.
TEST(Barriers, OfAProtocolPairWithOthersFromOtherStarts) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers", "--width", "200",
       folder.write(
           "p.protocol",
           "protocol p;\nworld { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; }\nint x, y, mode;\n"
           "ghost int ra;\nghost int rb;\nghost int rc;\n"
           "task a { WRITE_ONCE(x, 1); smp_mb(); ra = READ_ONCE(y) + 2; }\n"
           "task b { if (READ_ONCE(mode) == 0) { WRITE_ONCE(y, 1); smp_mb(); rb = READ_ONCE(x) + 2; } }\n"
           "task c { if (READ_ONCE(mode) == 1) { WRITE_ONCE(y, 1); smp_mb(); rc = READ_ONCE(x) + 2; } }\n"
           "start with_b \"\" { mode == 0; }\nstart with_c \"\" { mode == 1; }\n"
           "property FIRST \"\": never ra == 7;\n"
           "property SECOND \"\": never ra == 2 && (rb == 2 || rc == 2);\n")});
  EXPECT_TRUE(has(ran.out, "In some executions, it pairs with smp_mb() in task c and smp_mb() in task b"))
      << ran.out << ran.err;
}

// Store buffering twice: of P0 with P1, and with P2.
TEST(Barriers, ThatPairWithTwoAreSaidToPairWithBoth) {
  auto const twice = [](std::string const& said, std::string const& of_second) {
    auto const second = [](std::string const& name, std::string const& cell, std::string const& comment) {
      return name + "(int *x, int *" + cell + ")\n{\n\tWRITE_ONCE(*" + cell + ", 1);\n\t/* Pairs with " +
             comment + ". */\n\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n}\n";
    };
    return "C t\n{}\nP0(int *x, int *y, int *z)\n{\n\tWRITE_ONCE(*x, 1);\n\t/* Pairs with " + said +
           ". */\n\tsmp_mb();\n\tint r0 = READ_ONCE(*y);\n\tint r1 = READ_ONCE(*z);\n}\n" +
           second("P1", "y", "smp_mb() in P0") + second("P2", "z", of_second) +
           "exists (0:r0=0 /\\ 1:r0=0 \\/ 0:r1=0 /\\ 2:r0=0)\n";
  };
  auto const right = of(twice("smp_mb() in P1 and smp_mb() in P2", "smp_mb() in P0"), {"--check-comments"});
  EXPECT_EQ(right.status, 0) << right.out;
  EXPECT_TRUE(
      has(right.out, "/* Pairs with smp_mb() in P1 and smp_mb() in P2: orders WRITE_ONCE(*x, 1) before "))
      << right.out;
  EXPECT_TRUE(has(right.out, "comment \"Pairs with smp_mb() in P1 and smp_mb() in P2\": right")) << right.out;
  auto const wrong = of(twice("smp_mb() in P1", "smp_mb() in P1"), {"--check-comments"});
  EXPECT_EQ(wrong.status, 1) << wrong.out;
  EXPECT_TRUE(has(wrong.out,
                  "line 21: comment \"Pairs with smp_mb() in P1\": wrong: smp_mb() in P2 pairs with "
                  "smp_mb() in P0"))
      << wrong.out;
}

// Of a protocol, by the functions that they stand in.
TEST(Barriers, CommentsOfAProtocolAreChecked) {
  Folder const folder;
  auto const of_comments = [&](std::string const& first, std::string const& second) {
    return barrister_with(
        {"barriers", "--width", "200", "--check-comments", "--variant", "GOOD",
         folder.write(
             "p.protocol",
             "protocol p;\nmodel lkmm;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y, r, q;\n"
             "static void of_a(void)\n{\n\tWRITE_ONCE(x, 1);\n\t/* Pairs with " +
                 first + ". */\n\tsmp_mb();\n\tr = READ_ONCE(y);\n}\ntask a { r = 1; of_a(); }\n" +
                 "task b {\n\tq = 1;\n\tWRITE_ONCE(y, 1);\n\t/* Pairs with " + second +
                 ". */\n\tsmp_mb();\n\tq = READ_ONCE(x);\n}\n" +
                 "property P: never r == 0 && q == 0;\nvariant GOOD \"\";\nvariant OTHER \"\" {\n\tstatic "
                 "void "
                 "of_a(void) {\n\t\t/* Pairs with smp_mb() in nobody(). */\n\t\tsmp_mb();\n\t}\n}\n")});
  };
  auto const right = of_comments("smp_mb() in task b", "smp_mb() in of_a()");
  EXPECT_TRUE(has(right.out, "comment \"Pairs with smp_mb() in of_a\": right\n")) << right.out << right.err;
  EXPECT_FALSE(has(right.out, "nobody")) << right.out;
  auto const b = of_comments("smp_mb() in b", "smp_mb() in of_a()");
  EXPECT_EQ(b.status, 0) << b.out << b.err;
  EXPECT_TRUE(has(b.out, "comment \"Pairs with smp_mb() in b\": right\n")) << b.out;
  auto const wrong = of_comments("smp_wmb() in b", "smp_mb() in nobody()");
  EXPECT_EQ(wrong.status, 1) << wrong.out;
  EXPECT_TRUE(has(wrong.out, "wrong: there is no smp_wmb() in b\n")) << wrong.out;
  EXPECT_TRUE(has(wrong.out, "wrong: there is no smp_mb() in nobody\n")) << wrong.out;
}
TEST(Barriers, CommentsOnWhatIsInTheLibraryAreNotCalledWrong) {
  Folder const folder;
  auto text = read_text(BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol");
  auto const at = text.find("smp_mb();", text.find("static void membarrier_private_expedited"));
  text.insert(at, "/* Pairs with smp_mb() in barrier_in_switch_to(). */\n\t");
  auto const file = folder.write("m.protocol", text);
  std::vector<std::string> const words = {
      "barriers", "--width", "200", "--check-comments", "--variant", "V414", "--model", "lkmm", file};
  auto const ran = barrister_with(words);
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "not known: smp_mb() in barrier_in_switch_to may be in the library (--library)"))
      << ran.out;
  auto more = words;
  more.insert(more.begin() + 1, "--library");
  auto const all = barrister_with(more);
  EXPECT_TRUE(has(all.out, "comment \"Pairs with smp_mb() in barrier_in_switch_to\": right")) << all.out;
}

std::string const membarrier = BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol";
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
// What stands on the other side may be no barrier: a dependency, or a reader.
TEST(Barriers, PairWithDependenciesAndReaders) {
  auto const publish = [](std::string const& partner) {
    return "C t\n{ int *gp = &x; }\nP0(int **gp, int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t/* Pairs with " +
           partner +
           ". */\n\trcu_assign_pointer(*gp, y);\n}\nP1(int **gp, int *x, int *y)\n{\n\tint *p;\n\tint "
           "r;\n\tp = "
           "rcu_dereference(*gp);\n\tr = READ_ONCE(*p);\n}\nexists (1:p=y /\\ 1:r=0)\n";
  };
  auto const address = of(publish("rcu_dereference() in P1"), {"--check-comments"});
  EXPECT_EQ(address.status, 0) << address.err;
  EXPECT_TRUE(has(address.out, "/* Pairs with rcu_dereference() in P1: orders WRITE_ONCE(*y, 1) before "
                               "rcu_assign_pointer(*gp, y). */"))
      << address.out;
  EXPECT_TRUE(has(address.out, "comment \"Pairs with rcu_dereference() in P1\": right\n")) << address.out;
  auto const other = of(publish("rcu_dereference() in P0"), {"--check-comments"});
  EXPECT_FALSE(has(other.out, ": right")) << other.out;
  auto const control = of("C t\n{}\nP0(int *x, int *y)\n{\n\tint r0 = READ_ONCE(*x);\n\tsmp_store_release(y, "
                          "1);\n}\nP1(int *x, int *y)\n{\n\tint r1 = READ_ONCE(*y);\n\tif "
                          "(r1)\n\t\tWRITE_ONCE(*x, 1);\n}\nexists (0:r0=1 /\\ 1:r1=1)\n");
  EXPECT_TRUE(has(control.out, "/* Pairs with the control dependency on READ_ONCE(*y) in P1: orders "
                               "READ_ONCE(*x) before smp_store_release(y, 1). */"))
      << control.out;
  auto const reader = of("C t\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\tsynchronize_rcu();\n\t"
                         "WRITE_ONCE(*y, 1);\n}\nP1(int *x, int *y)\n{\n\trcu_read_lock();\n\tint r0 = "
                         "READ_ONCE(*x);\n\tint r1 = READ_ONCE(*y);\n\trcu_read_unlock();\n}\n"
                         "exists (1:r0=0 /\\ 1:r1=1)\n");
  EXPECT_TRUE(has(reader.out, "/* Pairs with rcu_read_lock() in P1: orders WRITE_ONCE(*x, 1) before "
                              "WRITE_ONCE(*y, 1). */"))
      << reader.out;
  Folder const folder;
  auto const protocol = barrister_with(
      {"barriers", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int ra, rb;\n"
           "task a {\n\tra = READ_ONCE(x);\n\tsmp_store_release(&y, 1);\n}\n"
           "task b {\n\tint r = READ_ONCE(y);\n\tif (r)\n\t\tWRITE_ONCE(x, 1);\n\trb = r;\n}\n"
           "property LB \"s\": never ra == 1 && rb == 1;\n")});
  EXPECT_TRUE(has(protocol.out, "/* Pairs with the control dependency on READ_ONCE(y) in task b: orders "
                                "READ_ONCE(x) before smp_store_release(&y, 1). */"))
      << protocol.out << protocol.err;
}
// What nothing calls, what is ruled out, and what no value leads to: that it is not needed says nothing of
// it.
TEST(Barriers, ThatNoExecutionComesToAreSaidToBeSo) {
  auto const ran =
      of("C t\n{}\nstatic void unused(int *x)\n{\n\tsmp_mb();\n\tWRITE_ONCE(*x, 3);\n}\n"
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
  Folder const folder;
  auto const protocol = barrister_with(
      {"barriers", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int ra, rb;\n"
           "task a {\n\tint r;\n\n\tWRITE_ONCE(x, 1);\n\tsmp_mb();\n\tr = READ_ONCE(y);\n"
           "\tif (r == 7)\n\t\tsmp_wmb();\n\tif (r == 1)\n\t\tsmp_rmb();\n\tif (0)\n\t\tsmp_mb();\n"
           "\tra = r + 1;\n}\ntask b { WRITE_ONCE(y, 1); smp_mb(); rb = READ_ONCE(x) + 1; }\n"
           "property SB \"s\": never ra == 1 && rb == 1;\n")});
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
  auto const ran = of(store_buffer("smp_mb(); smp_mb(); smp_mb();", ""), {"--model", model});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "line 6: smp_mb() in P0: not needed")) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "Not all of these at once can be weaker: smp_mb() in P0, line 6; smp_mb() in P0, line 6."))
      << ran.out;
}
// Who calls pairs with who switches, of the file or of the library.
TEST(Barriers, OfAProtocolPairWithThoseOnTheOtherCpu) {
  auto const ran = barrister_with(
      {"barriers", "--width", "200", "--variant", "V414", "--model", "lkmm", "--library", membarrier});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(has(ran.out,
                  "    /* Pairs with smp_mb() in barrier_in_switch_to(): orders WRITE_ONCE(x, 1) before "
                  "READ_ONCE(per_cpu(runqueues, cpu).curr). */\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "    /* Pairs with smp_mb__after_spinlock() in barrier_behind_rq_lock(): orders "
                           "READ_ONCE(per_cpu(runqueues, cpu).curr) before READ_ONCE(y). */\n"))
      << ran.out;
  EXPECT_TRUE(
      has(ran.out,
          "sched.protocol:77: smp_mb() in barrier_in_switch_to(): needed: without it, DEKKER is violated\n"
          "    /* Pairs with smp_mb() in membarrier_private_expedited(): orders "
          "WRITE_ONCE(rq->curr, next) before READ_ONCE(x). */\n"))
      << ran.out;
  EXPECT_TRUE(
      has(ran.out, "smp.protocol:54: xchg() in interrupt call_function: not needed: xchg_relaxed() would do"))
      << ran.out;
}
// The comment in kernel/sched/membarrier.c: (a) and (c) with the barrier of the call; (a) with (e), and (c)
// with (d), of a switch; (c) with (d) of exit_mm(); (a) with (g), and (c) with (d), of kthread_unuse_mm() and
// kthread_use_mm().
TEST(Barriers, OfMembarrierPairAsItsFiveScenariosSay) {
  auto const file = BARRISTER_SOURCE "/proofs/membarrier/scenarios.protocol";
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  for (auto const& [variant, pairs] :
       std::vector<std::pair<std::string, Pairs>>{{"AB", {{"a()", "ipi_mb()"}, {"c()", "ipi_mb()"}}},
                                                  {"C", {{"a()", "e()"}, {"c()", "d()"}}},
                                                  {"D", {{"c()", "d()"}}},
                                                  {"E", {{"a()", "g()"}, {"c()", "d()"}}}}) {
    auto const ran = barrister_with(
        {"barriers", "--width", "200", "--trace", "--variant", variant, "--model", "lkmm", file});
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    for (auto const& [one, other] : pairs)
      for (auto const& [name, partner] : Pairs{{one, other}, {other, one}}) {
        auto const begin = ran.out.find("smp_mb() in " + name + ": needed");
        ASSERT_NE(begin, ran.out.npos) << name << ran.out;
        auto const about = ran.out.substr(begin, ran.out.find("\n  line ", begin) - begin);
        EXPECT_TRUE(has(about, "airs with ") && has(about, "smp_mb() in " + partner)) << variant << about;
        EXPECT_TRUE(has(about, "    CPU 0")) << "each removal has its trace: " << about;
      }
  }
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
TEST(Barriers, AVariantHasToBeNamed) {
  auto const ran = barrister_with({"barriers", membarrier});
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "which variant?\n    hint: --variant V414; there are V414, NO_ENTRY")) << ran.err;
  EXPECT_TRUE(has(barrister_with({"barriers", "--variant", "V41", membarrier}).err, "did you mean 'V414'?"));
}

TEST(Barriers, BadInputIsSaid) {
  EXPECT_EQ(of("C t\n{}\nP0(int *x) { smp_mb(; }\nexists (x=1)\n").status, 2);
  auto const none = of("C t\n{}\nP0(int *x) { smp_mb(); }\n");
  EXPECT_EQ(none.status, 2);
  EXPECT_TRUE(has(none.err, "it claims nothing")) << none.err;
  EXPECT_EQ(barrister_with({"barriers", "/nowhere.litmus"}).status, 2);
  EXPECT_EQ(barrister_with({"barriers", "--model", "lkm", peterz}).status, 2);
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

} // namespace
} // namespace barrister
