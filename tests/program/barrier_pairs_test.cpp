// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers`: what each pairs with, and whether comments say so.
#include "tests/program/ask_barriers.hpp"
#include <gtest/gtest.h>
#include <tuple>

namespace barrister {
namespace {

// A store-buffer shape with a read barrier on one side, of which a comment says that it pairs with the full
// one on the other.
// One barrier may stand for two others, each of another location.
// A comment speaks of the statement that it ends the line of, or else of the next one.
TEST(BarrierPairs, ACommentMayStandBesideItsBarrier) {
  auto const said = [](std::string const& writes, std::string const& reads) {
    return barriers_of("C t\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n" + writes +
                           "}\nP1(int *x, int *y)\n{\n\tint r0, r1;\n\n" + reads +
                           "\tr1 = READ_ONCE(*x);\n}\nexists (1:r0=1 /\\ 1:r1=0)\n",
                       {"--check-comments"})
        .out;
  };
  auto const split = said("\tsmp_store_release(y,\n\t\t\t  1); /* Pairs with smp_load_acquire() in P1 */\n",
                          "\tr0 = smp_load_acquire(\n\t\ty); /* Pairs with smp_store_release() in P0 */\n");
  EXPECT_TRUE(has(split, "\"Pairs with smp_load_acquire() in P1\": right")) << split;
  EXPECT_TRUE(has(split, "\"Pairs with smp_store_release() in P0\": right")) << split;
  auto const two = [&](std::string const& line) {
    return said("\t" + line + "\n\tWRITE_ONCE(*y, 1);\n", "\tr0 = READ_ONCE(*y);\n\tsmp_rmb();\n");
  };
  for (auto const* line : {"smp_rmb(); smp_wmb(); /* Pairs with smp_rmb() in P1 */",
                           "smp_rmb(); /* Pairs with smp_rmb() in P1 */ smp_wmb();"})
    EXPECT_TRUE(has(two(line), "\"Pairs with smp_rmb() in P1\": right")) << two(line);
  auto const other = two("smp_rmb(); /* Pairs with smp_rmb() in P1 */\n\tsmp_wmb();");
  EXPECT_TRUE(has(other, "wrong: smp_rmb() in P0 is not needed")) << other;
}
TEST(BarrierPairs, NothingIsSaidToComeBeforeItself) {
  auto const ran = barriers_of(
      "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }\n"
      "P1(int *x, int *y) { int r0 = smp_load_acquire(y) && READ_ONCE(*x) == 0; }\nexists (1:r0=1)\n");
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_store_release() in P0. */")) << ran.out;
}
TEST(BarrierPairs, OnlyWithSetsThatStandThereAsAWhole) {
  auto const ran = barriers_of(
      "C t\n{}\nP0(int *x, int *y, int *z) { WRITE_ONCE(*x, 1); smp_mb(); smp_store_release(y, 1); "
      "int r = xchg_release(z, 1); }\n"
      "P1(int *x, int *y) { int r0 = smp_load_acquire(y); int r1 = READ_ONCE(*x); }\n"
      "P2(int *x, int *z) { int r0 = smp_load_acquire(z); int r1 = READ_ONCE(*x); }\n"
      "exists (1:r0=1 /\\ 1:r1=0 \\/ 2:r0=1 /\\ 2:r1=0)\n");
  EXPECT_TRUE(has(ran.out, "Pairs with smp_mb() or smp_store_release() in P0: orders smp_load_acquire(y)"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "Pairs with smp_mb() or xchg_release() in P0: orders smp_load_acquire(z)"))
      << ran.out;
}
TEST(Barriers, CommentsAreChecked) {
  auto const shape = [](std::string const& other, std::string const& said) {
    return store_buffer("/* Pairs with " + said + ". */\n\tsmp_mb();",
                        "/* Pairs with smp_mb() in P0. */\n\t" + other + "();");
  };
  auto const racy = barriers_of(shape("smp_rmb", "smp_rmb() in P1"), {"--check-comments"});
  EXPECT_EQ(racy.status, 1);
  EXPECT_TRUE(has(
      racy.out, "P1 lacks smp_mb() between WRITE_ONCE(*y, 1) (line 12) and int r0 = READ_ONCE(*x) (line 15)"))
      << racy.out;
  EXPECT_TRUE(
      has(racy.out,
          "line 6: comment \"Pairs with smp_rmb() in P1\": wrong: as it is, the exists clause is reachable"))
      << racy.out;
  auto const right = barriers_of(shape("smp_mb", "smp_mb() in P1"), {"--check-comments"});
  EXPECT_EQ(right.status, 0) << right.out;
  EXPECT_TRUE(has(right.out, "line 6: comment \"Pairs with smp_mb() in P1\": right")) << right.out;
  auto const gone = barriers_of(shape("smp_mb", "smp_wmb() in P1"), {"--check-comments"});
  EXPECT_EQ(gone.status, 1);
  EXPECT_TRUE(has(gone.out, "wrong: there is no smp_wmb() in P1")) << gone.out;
  auto const any = barriers_of(store_buffer("/* Pairs with the barrier in P1. */\n\tsmp_mb();", "smp_mb();"),
                               {"--check-comments"});
  EXPECT_EQ(any.status, 0) << any.out;
  EXPECT_TRUE(has(any.out, "comment \"Pairs with a barrier in P1\": right")) << any.out;
  auto text = store_buffer("smp_mb();", "smp_mb();");
  text.insert(text.find("P0("), "/* smp_mb() pairs with smp_wmb() in P7. */\n");
  auto const prose = barriers_of(text, {"--check-comments"});
  EXPECT_EQ(prose.status, 0) << prose.out;
  EXPECT_FALSE(has(prose.out, "P7")) << prose.out;
  auto const none = barriers_of(store_buffer("smp_mb();", "smp_mb();"), {"--check-comments"});
  EXPECT_EQ(none.status, 0);
  EXPECT_TRUE(has(none.out, "No comment says what a barrier pairs with.")) << none.out;
}

// Of two barriers either is enough: what needs one of them pairs with whichever is left.
TEST(Barriers, MayPairWithOneOfSeveral) {
  auto const test = [](std::string const& first, std::string const& second, std::string const& reader) {
    return "C two\n\n{}\n\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\t" + first + "\n\t" + second +
           "\n\tWRITE_ONCE(*y, 1);\n}\n\nP1(int *x, int *y)\n{\n\tint r0;\n\tint r1;\n\n\tr0 = "
           "READ_ONCE(*y);\n\t" +
           reader + "\n\tr1 = READ_ONCE(*x);\n}\n\nexists (1:r0=1 /\\ 1:r1=0)\n";
  };
  auto const same = barriers_of(test("smp_wmb();", "smp_wmb();", "smp_rmb();"));
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_TRUE(has(same.out, "    /* Pairs with one of the smp_wmb() in P0: orders READ_ONCE(*y) before"))
      << same.out;
  EXPECT_TRUE(has(same.out, "smp_wmb() in P0, line 9. One of them pairs with smp_rmb() in P1.\n"))
      << same.out;
  EXPECT_TRUE(has(barriers_of(test("smp_mb();", "smp_wmb();", "smp_rmb();")).out,
                  "    /* Pairs with smp_mb() or smp_wmb() in P0: orders"));
  auto const commented = [&](std::string const& of_writer, std::string const& of_reader) {
    return barriers_of(test("/* Pairs with " + of_writer + ". */\n\tsmp_wmb();", "smp_mb();",
                            "/* Pairs with " + of_reader + ". */\n\tsmp_rmb();"),
                       {"--check-comments"});
  };
  for (auto const* of_reader :
       {"one of the smp_wmb() in P0", "smp_mb() or smp_wmb() in P0", "smp_mb() in P0"}) {
    auto const right = commented("smp_rmb() in P1", of_reader);
    EXPECT_EQ(right.status, 0) << right.out;
    EXPECT_FALSE(has(right.out, "wrong")) << right.out;
  }
  EXPECT_EQ(commented("smp_wmb() in P1", "smp_mb() in P0").status, 1); // there is none
}
TEST(Barriers, OfProtocolsMayPairWithOneOfSeveral) {
  auto const ran =
      barriers_of_protocol("protocol two \"\";\nworld { cpu 0, 1; task writer on 0; task reader on 1; }\n"
                           "int x, y;\nghost bool stale;\n"
                           "task writer { WRITE_ONCE(x, 1); smp_mb(); smp_wmb(); WRITE_ONCE(y, 1); }\n"
                           "task reader { int r0 = READ_ONCE(y); smp_rmb(); int r1 = READ_ONCE(x);\n"
                           "  stale = r0 == 1 && r1 == 0; }\nproperty P \"\": never stale;\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_mb() or smp_wmb() in task writer: orders")) << ran.out;
  EXPECT_TRUE(has(ran.out, "One of them pairs with smp_rmb() in task")) << ran.out;
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
           Row{"P1: orders the load of x before READ_ONCE(*y)", 3,
               "whether smp_mb() in P0 orders the load of x before READ_ONCE(*y): it orders WRITE_ONCE"},
           Row{"P1: orders y before x", 1,
               "wrong: smp_mb() in P0 orders WRITE_ONCE(*x, 1) before READ_ONCE(*y)"},
           Row{"P1: orders r0 before x", 1, "wrong: smp_mb() in P0 orders"},
           Row{"P1: orders what is here before what is there", 3,
               "whether smp_mb() in P0 orders what is here before what is there: it orders WRITE_ONCE"},
           Row{"P1: orders nothing", 0, "right"},
       }) {
    auto const ran = barriers_of(store_buffer("/* Pairs with " + said + ". */\n\tsmp_mb();", "smp_mb();"),
                                 {"--check-comments"});
    EXPECT_EQ(ran.status, status) << said << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, answered)) << said << ran.out;
  }
}

// Plain accesses have no name to be told by but the variable's.
TEST(Barriers, CommentsNameWhatIsReadAndWhatIsWritten) {
  auto const ran = barriers_of("C t\n{}\nP0(int *x, int *y)\n{\n\t*x = 1;\n\tsmp_store_release(y, 1);\n}\n"
                               "P1(int *x, int *y)\n{\n\tint r0 = smp_load_acquire(y);\n\tint r1 = 9;\n"
                               "\tif (r0)\n\t\tr1 = *x;\n}\nexists (1:r0=1 /\\ 1:r1=0)\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (auto const* said :
       {"/* Pairs with smp_load_acquire() in P1: orders *x before smp_store_release(y, 1). */",
        "/* Pairs with smp_store_release() in P0: orders smp_load_acquire(y) before *x. */"})
    EXPECT_TRUE(has(ran.out, said)) << ran.out;
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
  auto const right =
      barriers_of(twice("smp_mb() in P1 and smp_mb() in P2", "smp_mb() in P0"), {"--check-comments"});
  EXPECT_EQ(right.status, 0) << right.out;
  EXPECT_TRUE(
      has(right.out, "/* Pairs with smp_mb() in P1 and smp_mb() in P2: orders WRITE_ONCE(*x, 1) before "))
      << right.out;
  EXPECT_TRUE(has(right.out, "comment \"Pairs with smp_mb() in P1 and smp_mb() in P2\": right")) << right.out;
  auto const wrong = barriers_of(twice("smp_mb() in P1", "smp_mb() in P1"), {"--check-comments"});
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

// What stands on the other side may be no barrier: a dependency, or a reader.
TEST(Barriers, PairWithDependenciesAndReaders) {
  auto const publish = [](std::string const& partner) {
    return "C t\n{ int *gp = &x; }\nP0(int **gp, int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t/* Pairs with " +
           partner +
           ". */\n\trcu_assign_pointer(*gp, y);\n}\nP1(int **gp, int *x, int *y)\n{\n\tint *p;\n\tint "
           "r;\n\tp = "
           "rcu_dereference(*gp);\n\tr = READ_ONCE(*p);\n}\nexists (1:p=y /\\ 1:r=0)\n";
  };
  auto const address = barriers_of(publish("rcu_dereference() in P1"), {"--check-comments"});
  EXPECT_EQ(address.status, 0) << address.err;
  EXPECT_TRUE(has(address.out, "/* Pairs with rcu_dereference() in P1: orders WRITE_ONCE(*y, 1) before "
                               "rcu_assign_pointer(*gp, y). */"))
      << address.out;
  EXPECT_TRUE(has(address.out, "comment \"Pairs with rcu_dereference() in P1\": right\n")) << address.out;
  auto const other = barriers_of(publish("rcu_dereference() in P0"), {"--check-comments"});
  EXPECT_FALSE(has(other.out, ": right")) << other.out;
  auto const control =
      barriers_of("C t\n{}\nP0(int *x, int *y)\n{\n\tint r0 = READ_ONCE(*x);\n\tsmp_store_release(y, "
                  "1);\n}\nP1(int *x, int *y)\n{\n\tint r1 = READ_ONCE(*y);\n\tif "
                  "(r1)\n\t\tWRITE_ONCE(*x, 1);\n}\nexists (0:r0=1 /\\ 1:r1=1)\n");
  EXPECT_TRUE(has(control.out, "/* Pairs with the control dependency on READ_ONCE(*y) in P1: orders "
                               "READ_ONCE(*x) before smp_store_release(y, 1). */"))
      << control.out;
  auto const reader =
      barriers_of("C t\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\tsynchronize_rcu();\n\t"
                  "WRITE_ONCE(*y, 1);\n}\nP1(int *x, int *y)\n{\n\trcu_read_lock();\n\tint r0 = "
                  "READ_ONCE(*x);\n\tint r1 = READ_ONCE(*y);\n\trcu_read_unlock();\n}\n"
                  "exists (1:r0=0 /\\ 1:r1=1)\n");
  EXPECT_TRUE(has(reader.out, "/* Pairs with rcu_read_lock() in P1: orders WRITE_ONCE(*x, 1) before "
                              "WRITE_ONCE(*y, 1). */"))
      << reader.out;
  auto const waited_for = barriers_of_protocol(
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int rx, ry;\n"
      "task a {\n\tWRITE_ONCE(x, 1);\n\tsynchronize_rcu();\n\tWRITE_ONCE(y, 1);\n}\n"
      "task b {\n\trcu_read_lock();\n\trx = READ_ONCE(x);\n\try = READ_ONCE(y);\n\trcu_read_unlock();\n}\n"
      "property P \"s\": never ry && !rx;\n");
  EXPECT_TRUE(has(waited_for.out, "/* Pairs with rcu_read_lock() in task b: orders WRITE_ONCE(x, 1) before "
                                  "WRITE_ONCE(y, 1). */"))
      << waited_for.out << waited_for.err;
  auto const protocol = barriers_of_protocol(
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int ra, rb;\n"
      "task a {\n\tra = READ_ONCE(x);\n\tsmp_store_release(&y, 1);\n}\n"
      "task b {\n\tint r = READ_ONCE(y);\n\tif (r)\n\t\tWRITE_ONCE(x, 1);\n\trb = r;\n}\n"
      "property LB \"s\": never ra == 1 && rb == 1;\n");
  EXPECT_TRUE(has(protocol.out, "/* Pairs with the control dependency on READ_ONCE(y) in task b: orders "
                                "READ_ONCE(x) before smp_store_release(&y, 1). */"))
      << protocol.out << protocol.err;
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

// What is read besides, and passes on no claim, is in no run that shows what the barrier is for.
TEST(BarrierPairs, OfAProtocolNameWhatTheClaimIsOf) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers", "--width", "200",
       folder.write("t.protocol",
                    "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint d, f, x;\n"
                    "ghost bool stale, seen;\ntask a {\n\tWRITE_ONCE(d, 1);\n\tsmp_wmb();\n"
                    "\tWRITE_ONCE(f, 1);\n\tWRITE_ONCE(x, 1);\n}\ntask b {\n\tseen = READ_ONCE(x);\n"
                    "\tif (READ_ONCE(f)) {\n\t\tsmp_rmb();\n\t\tstale = !READ_ONCE(d);\n\t}\n}\n"
                    "property MP \"\": never stale;\n")});
  EXPECT_TRUE(has(ran.out, "orders WRITE_ONCE(d, 1) before WRITE_ONCE(f, 1).")) << ran.out;
  EXPECT_TRUE(has(ran.out, "orders READ_ONCE(f) before READ_ONCE(d).")) << ran.out;
}
// Under sc no barrier is needed: it is no reason to call a comment wrong that is right under lkmm.
TEST(BarrierPairs, OfSeveralModelsOneNeedsIt) {
  Folder const folder;
  auto const test =
      folder.write("t.litmus", store_buffer("/* Pairs with smp_mb() in P1. */\n\tsmp_mb();", "smp_mb();"));
  auto const both = barrister_with(
      {"barriers", "--check-comments", "--model", "sc", "--model", "lkmm", "--width", "200", test});
  EXPECT_EQ(both.status, 0) << both.out;
  EXPECT_TRUE(
      has(both.out, "comment \"Pairs with smp_mb() in P1\": its barrier is needed under lkmm, not here"))
      << both.out;
  EXPECT_TRUE(has(both.out, "comment \"Pairs with smp_mb() in P1\": right")) << both.out;
  auto const alone = barrister_with({"barriers", "--check-comments", "--model", "sc", test});
  EXPECT_EQ(alone.status, 1) << alone.out;
  auto const sarif =
      barrister_with({"barriers", "--model", "sc", "--model", "lkmm", "--format", "sarif", test});
  EXPECT_FALSE(has(sarif.out, "not needed")) << sarif.out;
  auto const protocol = barrister_with({"barriers", "--variant", "GOOD", "--format", "sarif", wake_up});
  EXPECT_FALSE(has(protocol.out, "smp_mb() in task sleeper: not needed")) << protocol.out;
  auto const sc = barrister_with({"barriers", "--model", "sc", "--format", "sarif", test});
  EXPECT_TRUE(has(sc.out, "smp_mb() in P0: not needed")) << sc.out;
}
// A task gets to a barrier by the function that it calls; what is no place in the file may be a description.
TEST(BarrierPairs, CommentsNameWhoCallsTheFunction) {
  for (auto const& [said, status, answered] :
       {std::tuple{"smp_rmb() in the reader", 0, ": right"},
        std::tuple{"smp_rmb() in reader()", 0, ": right"}, std::tuple{"smp_rmb() in look()", 0, ": right"},
        std::tuple{"smp_rmb() in the other one", 3, "not known: what is meant by 'other'"},
        std::tuple{"smp_rmb() in nowhere()", 1, "wrong: there is no smp_rmb() in nowhere"},
        std::tuple{"smp_rmb() in look() and with smp_mb() in apart()", 1,
                   "pairs with smp_rmb() in look()"}}) {
    Folder const folder;
    auto const ran = barrister_with(
        {"barriers", "--check-comments", "--width", "200",
         folder.write(
             "t.protocol",
             "protocol t \"s\";\nworld { cpu 0, 1; task writer on 0; task reader on 1; }\nint x, y, z;\n"
             "ghost bool stale;\nstatic void look(void) {\n\tint r0 = READ_ONCE(y);\n\tsmp_rmb();\n"
             "\tint r1 = READ_ONCE(x);\n\tstale = r0 == 1 && r1 == 0;\n}\n"
             "static void apart(void) { WRITE_ONCE(z, 1); smp_mb(); }\ntask writer {\n"
             "\tWRITE_ONCE(x, 1);\n\t/* Pairs with " +
                 std::string(said) +
                 " */\n\tsmp_wmb();\n\tWRITE_ONCE(y, 1);\n}\ntask reader { look(); apart(); }\n"
                 "property P \"\": never stale;\n")});
    EXPECT_EQ(ran.status, status) << said << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, answered)) << said << ran.out;
  }
}

// As it is, it is known for five rounds; without a barrier, three of them are against it, and two are not.
TEST(BarrierPairs, WhatHoldsWithinABoundIsAskedWithinThatBound) {
  Folder const folder;
  auto const ran = barrister_with(
      {"barriers", "--width", "200",
       folder.write("t.protocol",
                    "protocol t \"s\";\nworld { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; }\n"
                    "int x, flag, d;\nghost bool stale;\ntask b { if (READ_ONCE(flag)) WRITE_ONCE(x, 7); }\n"
                    "task c { WRITE_ONCE(d, 1); smp_wmb(); WRITE_ONCE(x, 3); }\n"
                    "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n"
                    "  WRITE_ONCE(flag, 1); smp_rmb(); stale = i == 3 && !READ_ONCE(d); }\n"
                    "property P \"\": never stale;\n")});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "t under lkmm: P holds within 5 rounds.\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "line 6: smp_wmb() in task c: needed: without it, P is violated")) << ran.out;
  EXPECT_TRUE(has(ran.out, "line 8: smp_rmb() in task a: needed: without it, P is violated")) << ran.out;
}

} // namespace
} // namespace barrister
