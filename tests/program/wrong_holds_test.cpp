// SPDX-License-Identifier: BSD-2-Clause
// Inputs that were once answered `holds` and should not have been: executions were left out in silence.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const title = "protocol p \"\";\nmodel sc;\n";
std::string const header = title + "world { cpu 0, 1; task a on 0; task b on 1; }\n";

// What is said of the property or cover, to the end of its line.
std::string said_of(std::string const& name, Ran const& ran) {
  auto const at = ran.out.find("\n  " + name + "  ");
  if (at == std::string::npos) return ran.out + ran.err;
  auto const from = ran.out.find_first_not_of(' ', at + name.size() + 5);
  auto const word = ran.out.substr(from, ran.out.find('\n', from) - from);
  return word.substr(0, word.find("  "));
}
Ran check(std::string const& whole, std::string const& model) {
  Folder const folder;
  return barrister_with({"check", "--check=full", "--model", model, folder.write("p.protocol", whole)});
}
std::string said(std::string const& text, std::string const& name, std::string const& model = "sc") {
  Folder const folder;
  return said_of(name,
                 barrister_with({"check", "--model", model, folder.write("p.protocol", header + text)}));
}

TEST(WrongHolds, AHandlerMayHaveALoop) {
  std::string const text = "int x;\ninterrupt tick { int i; for (i = 0; i < 2; i++) WRITE_ONCE(x, 1); }\n"
                           "task a { ; }\ntask b { raise(tick, 0); }\n"
                           "property P \"\": finally x == 0;\ncover C \"\": x == 1;\n";
  EXPECT_EQ(said(text, "P"), "violated");
  EXPECT_EQ(said(text, "C"), "reached");
}
TEST(WrongHolds, AHandlerMayBeginByWalkingAList) {
  std::string const text = "struct node { struct node *next; int seen; };\nstruct node one, two;\n"
                           "interrupt tick { struct node *n = &one; while (n) { WRITE_ONCE(n->seen, 1); "
                           "n = READ_ONCE(n->next); } }\n"
                           "task a { ; }\ntask b { WRITE_ONCE(one.next, &two); raise(tick, 0); }\n"
                           "property P \"\": never two.seen;\n";
  EXPECT_EQ(said(text, "P"), "violated");
}
TEST(WrongHolds, AQuestionMayHaveALoop) {
  std::string const text =
      "int x;\nint thrice(void) { int i; int n = 0; for (i = 0; i < 3; i++) n += x; return n; }\n"
      "task a { WRITE_ONCE(x, 1); }\ntask b { ; }\n"
      "property P \"\": never thrice() == 3;\nproperty Q \"\": finally thrice() == 3;\n";
  EXPECT_EQ(said(text, "P"), "violated");
  EXPECT_EQ(said(text, "Q"), "holds");
}
// Seven nodes are more than the rounds that are tried: the question has no answer, and that is not a no.
TEST(WrongHolds, AQuestionWhoseLoopGoesOnIsNoProof) {
  std::string text =
      "struct node { struct node *next; };\nstruct node n0, n1, n2, n3, n4, n5, n6;\n"
      "int length(void) { struct node *n = &n0; int c = 0; while (n) { c++; n = n->next; } return c; }\n"
      "task a {";
  for (int i = 0; i < 6; ++i)
    text += " WRITE_ONCE(n" + std::to_string(i) + ".next, &n" + std::to_string(i + 1) + ");";
  text += " }\ntask b { ; }\nproperty P \"\": never length() == 7;\n";
  EXPECT_EQ(said(text, "P"), "holds within 5 rounds");
}
// Where a fault may be, runs may stop before they assume something: but only where some run has one.
TEST(WrongHolds, AnActThatIsKeptFromItsCpuHasPassedWhatItAssumed) {
  Folder const folder;
  auto const ran = barrister_with(
      {"check",
       folder.write(
           "p.protocol",
           "protocol p \"\";\nuse smp;\n"
           "world { cpu 0, 1; task a on 1; task b on 0; agent mover on cpu 0 { int r = READ_ONCE(x); "
           "WRITE_ONCE(begun, 1); assume(r == 1); WRITE_ONCE(z, 3); } }\n"
           "int x, y, z, unset, begun;\nspinlock_t l;\n"
           "interrupt tick { spin_lock(&l); spin_unlock(&l); }\n"
           "task a { spin_lock(&l); raise(tick, 0); smp_cond_load_acquire(&unset, VAL); spin_unlock(&l); }\n"
           "task b { if (READ_ONCE(x) == 1) WRITE_ONCE(y, 2); WRITE_ONCE(z, 4 / (2 - READ_ONCE(y))); }\n"
           "cover C \"\": begun == 1;\n")});
  EXPECT_NE(ran.out.find("C      not reached"), std::string::npos) << ran.out;
}
TEST(WrongHolds, ACellThatIsNotThereIsNoProof) {
  std::string const text = "int cells[2], i;\ntask a { WRITE_ONCE(i, 5); }\ntask b { ; }\n"
                           "property F \"\": finally cells[i] == 0;\nproperty N \"\": never cells[i] == 0;\n"
                           "property M \"\": never cells[i] != 0;\n";
  EXPECT_EQ(said(text, "F"), "violated");
  EXPECT_EQ(said(text, "N"), "unknown");
  EXPECT_EQ(said(text, "M"), "unknown");
}
TEST(WrongHolds, ANullThatAQuestionFollowsAnswersNo) {
  std::string const text = "struct thing { int v; };\nstruct thing *p;\ntask a { ; }\ntask b { ; }\n"
                           "property F \"\": finally p->v == 0;\nproperty N \"\": never p->v == 0;\n";
  EXPECT_EQ(said(text, "F"), "violated");
  EXPECT_EQ(said(text, "N"), "holds");
}
TEST(WrongHolds, AnOwnerThatIsNotThereAnswersNo) {
  std::string const text =
      "ghost DEFINE_PER_CPU(int, seen);\nint i;\ntask a { WRITE_ONCE(i, 7); }\ntask b { ; }\n"
      "property F \"\": finally per_cpu(seen, i) == 0;\n";
  EXPECT_EQ(said(text, "F"), "violated");
}

constexpr char const* chooses = "int r1 = 1;\n\tif (READ_ONCE(*x) == 0)\n\t\tr1 = 0;\n\tWRITE_ONCE(*y, r1);";
TEST(WrongHolds, AValueMayJustifyItselfThroughAChoice) {
  Folder const folder;
  auto const ran = barrister_with(
      {"herd7", folder.write("t.litmus", std::string("C t\n{}\nP0(int *x, int *y)\n{\n\t") + chooses +
                                             "\n}\nP1(int *x, int *y)\n{\n\tint r2 = READ_ONCE(*y);\n"
                                             "\tWRITE_ONCE(*x, r2);\n}\nexists (0:r1=1)\n")});
  EXPECT_NE(ran.out.find("Observation t Sometimes 1 4\n"), std::string::npos) << ran.out;
}
TEST(WrongHolds, APointerMayJustifyItselfThroughAChoice) {
  Folder const folder;
  auto const ran = barrister_with(
      {"check", folder.write("t.litmus", "C t\n{ int *p = &u; int *q = &u; }\n"
                                         "P0(int **p, int **q, int *u, int *v)\n{\n\tint *r1 = v;\n"
                                         "\tif (READ_ONCE(*p) == u)\n\t\tr1 = u;\n\tWRITE_ONCE(*q, r1);\n}\n"
                                         "P1(int **p, int **q)\n{\n\tint *r2 = READ_ONCE(*q);\n"
                                         "\tWRITE_ONCE(*p, r2);\n}\nexists (0:r1=v)\n")});
  EXPECT_NE(ran.out.find("is reachable"), std::string::npos) << ran.out;
}
TEST(WrongHolds, AValueOfAProtocolMayJustifyItselfThroughAChoice) {
  std::string const text = "int x, y;\nghost int seen;\n"
                           "task a { int r = 1; if (READ_ONCE(x) == 0) r = 0; WRITE_ONCE(y, r); seen = r; }\n"
                           "task b { WRITE_ONCE(x, READ_ONCE(y)); }\nproperty P \"\": never seen == 1;\n";
  Folder const folder;
  auto const file = folder.write("p.protocol", header + text);
  auto const ran = barrister_with({"check", "--model", "lkmm", file});
  EXPECT_NE(ran.out.find("\n  P  violated"), std::string::npos) << ran.out;
  EXPECT_EQ(said(text, "P"), "holds"); // under sc
}

// Plain copies in a circle: any number, and that it is out of thin air is said. sc has none.
std::string copies(std::string const& back) {
  return "int x, y;\nghost int seen;\ntask a { int r = x; y = " + back +
         "; seen = r; }\ntask b { int r = y; x = r; }\n";
}
std::string said_under(std::string const& model, std::string const& text) {
  Folder const folder;
  auto const file = folder.write("p.protocol", header + text);
  return barrister_with({"check", "--model", model, file}).out;
}
TEST(WrongHolds, ValuesMayComeOutOfThinAir) {
  auto const text = copies("r") + "property P \"\": never seen == 42;\n";
  auto const out = said_under("lkmm", text);
  EXPECT_NE(out.find("\n  P      violated"), std::string::npos) << out;
  EXPECT_NE(out.find("only by a value out of thin air\n"), std::string::npos) << out;
  EXPECT_EQ(said(text, "P"), "holds"); // under sc
}
TEST(WrongHolds, ValuesOutOfThinAirSolveTheirCircle) {
  auto const text = copies("10 - r") + "property FOUR \"\": never seen == 4;\n"
                                       "property FIVE \"\": never seen == 5;\n";
  auto const out = said_under("lkmm", text);
  EXPECT_NE(out.find("\n  FOUR   holds"), std::string::npos) << out;
  EXPECT_NE(out.find("\n  FIVE   violated"), std::string::npos) << out;
}
TEST(WrongHolds, PointersMayComeOutOfThinAir) {
  std::string const text = "int u, v;\nint *p, *q;\nghost bool seen;\n"
                           "task a { int *r = p; q = r; seen = r == &v; }\ntask b { int *r = q; p = r; }\n"
                           "property P \"\": never seen;\n";
  auto const out = said_under("lkmm", text);
  EXPECT_NE(out.find("\n  P      violated"), std::string::npos) << out;
}
TEST(WrongHolds, WhatIsOrderedIsNotOutOfThinAir) {
  std::string const text = "int x, y;\nghost int seen;\n"
                           "task a { int r = READ_ONCE(x); WRITE_ONCE(y, r + 1); seen = r; }\n"
                           "task b { int r = READ_ONCE(y); WRITE_ONCE(x, r + 1); }\n"
                           "property P \"\": never seen > 1;\ncover C \"\": seen == 1;\n";
  auto const out = said_under("lkmm", text);
  EXPECT_NE(out.find("\n  P  holds"), std::string::npos) << out;
  EXPECT_NE(out.find("\n  C  reached"), std::string::npos) << out;
}
// A value that others than the circle give is not out of thin air.
TEST(WrongHolds, WhatAlsoComesFromElsewhereIsNotSaidToBeOutOfThinAir) {
  auto const text = "int x, y;\nghost int seen;\ntask a { int r = x; y = r; seen = r; }\n"
                    "task b { if (READ_ONCE(y) == 0) WRITE_ONCE(x, 42); else x = y; }\n"
                    "property P \"\": never seen == 42;\n";
  auto const out = said_under("lkmm", text);
  EXPECT_NE(out.find("\n  P      violated"), std::string::npos) << out;
  EXPECT_EQ(out.find("thin air"), std::string::npos) << out;
}
// What could be read there has no value, and that says nothing of executions that do not read it.
TEST(WrongHolds, AReadOfWhatIsNeverThereLeavesTheOtherExecutions) {
  std::string const text =
      "struct thing { int v; };\nstruct thing *p;\nint x;\n"
      "task a { struct thing *q = READ_ONCE(p); if (q) WRITE_ONCE(x, READ_ONCE(q->v)); "
      "WRITE_ONCE(x, 1); }\ntask b { ; }\nproperty P \"\": never x == 1;\ncover C \"\": x == 1;\n";
  EXPECT_EQ(said(text, "P"), "violated");
  EXPECT_EQ(said(text, "C"), "reached");
}
// Its outer reader is open still.
TEST(WrongHolds, AGracePeriodInAReaderThatHadAnotherInItWaitsForEver) {
  std::string const text =
      "int x;\ntask a { rcu_read_lock(); rcu_read_lock(); rcu_read_unlock(); synchronize_rcu(); "
      "rcu_read_unlock(); }\ntask b { WRITE_ONCE(x, 1); }\n"
      "property P \"\": no deadlock;\ncover C \"\": x == 1;\n";
  EXPECT_EQ(said(text, "P"), "violated by deadlock");
  EXPECT_EQ(said(text, "C"), "reached");
}
// Each waits for the other: the reader for the mutex, its holder for the reader.
TEST(WrongHolds, AGracePeriodOfSrcuWaitsForItsReaders) {
  std::string const other = "task b { mutex_lock(&m); synchronize_srcu(&s); mutex_unlock(&m); }\n"
                            "property P \"\": no deadlock;\n";
  std::string const reader =
      "task a { int i = srcu_read_lock(&s); mutex_lock(&m); WRITE_ONCE(x, 1); mutex_unlock(&m); ";
  std::string const things = "int x;\nstruct srcu_struct s, t;\nstruct mutex m;\n";
  EXPECT_EQ(said(things + reader + "srcu_read_unlock(&s, i); }\n" + other, "P"), "violated by deadlock");
  std::string const of_another = "task a { int i = srcu_read_lock(&t); mutex_lock(&m); mutex_unlock(&m); "
                                 "srcu_read_unlock(&t, i); }\n";
  EXPECT_EQ(said(things + of_another + other, "P"), "holds");
  std::string const own = "task a { ; }\ntask b { int i = srcu_read_lock(&s); synchronize_srcu(&s); "
                          "srcu_read_unlock(&s, i); }\nproperty P \"\": no deadlock;\n";
  EXPECT_EQ(said(things + own, "P"), "violated by deadlock");
}
// Its index is given back to another srcu_struct, always or where the pointer has changed meanwhile.
TEST(WrongHolds, AReaderOfSrcuDoesNotEndWhereItsIndexIsGivenToAnother) {
  std::string const things = "int x;\nstruct srcu_struct s, t;\nstruct srcu_struct *p = &s;\n";
  std::string const other = "task b { smp_cond_load_acquire(&x, VAL); synchronize_srcu(&s); }\n"
                            "property P \"\": no deadlock;\nproperty T \"\": b terminates;\n";
  std::string const always =
      "task a { int i = srcu_read_lock(&s); WRITE_ONCE(x, 1); srcu_read_unlock(&t, i); }\n";
  std::string const sometimes =
      "task a { struct srcu_struct *q = READ_ONCE(p); int i = srcu_read_lock(q); WRITE_ONCE(x, 1); "
      "q = READ_ONCE(p); srcu_read_unlock(q, i); }\n";
  std::string const changes = "task b { WRITE_ONCE(p, &t); synchronize_srcu(&s); }\n"
                              "property P \"\": no deadlock;\nproperty T \"\": b terminates;\n";
  for (std::string const model : {"sc", "lkmm"})
    for (std::string const claim : {"P", "T"}) {
      EXPECT_EQ(said(things + always + other, claim, model), "violated by deadlock");
      EXPECT_EQ(said(things + sometimes + changes, claim, model), "violated by deadlock");
      EXPECT_EQ(said(things + sometimes + other, claim, model), "holds");
    }
}
// What others do on the CPU of a grace period between its beginning and its end is neither before it nor
// after it. One reader begins before it and sees the act, and another that does not see it begins after it.
Ran reads_around(std::string const& model, bool is_srcu, std::string const& act, std::string const& first) {
  std::string const begin = is_srcu ? "int i = srcu_read_lock(&s);" : "rcu_read_lock();",
                    end = is_srcu ? "srcu_read_unlock(&s, i);" : "rcu_read_unlock();",
                    wait = is_srcu ? "synchronize_srcu(&s);" : "synchronize_rcu();";
  return check(
      title +
          "world { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; "
          "agent g times 1 on cpu 1 { act(); } }\n"
          "int w, y, z;\nstruct srcu_struct s;\nghost bool early;\nghost bool saw;\nghost bool missed;\n"
          "ghost bool late;\nghost bool too_late;\nstatic void act(void) { " +
          act + "WRITE_ONCE(w, 1); }\ntask a { " + begin +
          " early = !READ_ONCE(z); saw = READ_ONCE(w); too_late = READ_ONCE(y); " + end +
          " }\ntask b { WRITE_ONCE(z, 1); " + first + wait + " WRITE_ONCE(y, 1); }\ntask c { " + begin +
          " missed = !READ_ONCE(w); late = READ_ONCE(y); " + end +
          " }\nproperty P \"\": never early && saw && missed && late;\n"
          "property Q \"\": never early && too_late;\n",
      model);
}
TEST(WrongHolds, WhatHappensOnItsCpuMeanwhileIsNeitherBeforeAGracePeriodNorAfterIt) {
  auto const claimed = [](auto const&... how) {
    auto const ran = reads_around(how...);
    return said_of("P", ran) + ", " + said_of("Q", ran);
  };
  for (std::string const model : {"sc", "tso", "lkmm", "strong", "weak", "lkmm-v4.17"})
    for (bool const is_srcu : {false, true}) {
      if (is_srcu && (model == "strong" || model == "weak" || model == "lkmm-v4.17")) continue; // knows none
      EXPECT_EQ(claimed(model, is_srcu, "", ""), "violated, holds") << model;
      EXPECT_EQ(claimed(model, is_srcu, "", "smp_cond_load_acquire(&w, VAL); "), "holds, holds") << model;
      EXPECT_EQ(claimed(model, is_srcu, "assume(READ_ONCE(y)); ", ""), "holds, holds") << model;
    }
}
TEST(WrongHolds, ATraceShowsWhereAGracePeriodBeginsIfOthersHaveTurnsBeforeItsEnd) {
  auto const ran = reads_around("lkmm", false, "", "");
  auto const begins = ran.out.find("begins: synchronize_rcu();"),
             act = ran.out.find("act(): WRITE_ONCE(w, 1);"), ends = ran.out.find("ends: synchronize_rcu();");
  EXPECT_LT(begins, act) << ran.out;
  EXPECT_LT(act, ends) << ran.out;
  EXPECT_NE(ends, std::string::npos);
}
// Nor does it wait for the readers that begin there meanwhile, or because of what does.
TEST(WrongHolds, AGracePeriodDoesNotWaitForReadersThatBeginAfterItsBeginning) {
  for (bool const is_srcu : {false, true}) {
    std::string const begin = is_srcu ? "srcu_read_lock(&s);" : "rcu_read_lock();",
                      end = is_srcu ? "srcu_read_unlock(&s, i);" : "rcu_read_unlock();",
                      wait = is_srcu ? "synchronize_srcu(&s);" : "synchronize_rcu();";
    std::string const things = "int x, y, z;\nstruct srcu_struct s;\nghost int seen;\n";
    auto const without_end = things + "interrupt tick { " + begin +
                             " WRITE_ONCE(x, 1); }\n"
                             "task a { int i = 0; " +
                             (is_srcu ? "i = " : "") + begin +
                             " seen = READ_ONCE(y); raise(tick, 1); "
                             "smp_cond_load_acquire(&x, VAL); " +
                             end +
                             " }\n"
                             "task b { WRITE_ONCE(y, 1); " +
                             wait +
                             " WRITE_ONCE(z, 1); }\n"
                             "property P \"\": finally !(z == 1 && seen == 0);\n";
    EXPECT_EQ(said_of("P", check(header + without_end, "sc")), "violated");
    std::string const world =
        "world { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; agent g times 1 on cpu 1 { act(); } }\n";
    auto const caused =
        world +
        "int x, y, z, w;\nstruct srcu_struct s;\nghost bool late;\nghost bool before;\nghost bool seen;\n"
        "static void act(void) { assume(READ_ONCE(x)); WRITE_ONCE(w, 1); }\n"
        "task a { int i = 0; " +
        (is_srcu ? "i = " : "") + begin + " WRITE_ONCE(x, 1); late = READ_ONCE(y); " + end +
        " }\ntask b { WRITE_ONCE(z, 1); " + wait + " WRITE_ONCE(y, 1); }\ntask c { int i = 0; " +
        (is_srcu ? "i = " : "") + begin + " before = !READ_ONCE(z); seen = READ_ONCE(w); " + end +
        " }\nproperty P \"\": never late && before && seen;\n";
    EXPECT_EQ(said_of("P", check(title + caused, "sc")), "violated");
  }
}
// Readers of two tasks of a CPU that cross are as long as each is: one for both would forbid what is
// possible.
TEST(WrongHolds, ReadersOfTwoTasksThatCrossAreNotOne) {
  auto const claimed = [](std::string const& model, std::string const& claim) {
    std::string const text =
        "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; task c on 0; }\n"
        "int x, y, in_a, in_c, out_a;\nghost int a1 = 2;\nghost int a2 = 2;\nghost int c1 = 2;\n"
        "task a { rcu_read_lock(); a1 = READ_ONCE(x); smp_store_release(&in_a, 1); "
        "smp_cond_load_acquire(&in_c, VAL); a2 = READ_ONCE(y); rcu_read_unlock(); "
        "smp_store_release(&out_a, 1); }\n"
        "task b { WRITE_ONCE(x, 1); synchronize_rcu(); WRITE_ONCE(y, 1); }\n"
        "task c { smp_cond_load_acquire(&in_a, VAL); rcu_read_lock(); smp_store_release(&in_c, 1); "
        "smp_cond_load_acquire(&out_a, VAL); c1 = READ_ONCE(y); rcu_read_unlock(); }\n"
        "property P \"\": never " +
        claim + ";\n";
    Folder const folder;
    auto const ran =
        barrister_with({"check", "--check=full", "--model", model, folder.write("p.protocol", text)});
    auto const at = ran.out.find("\n  P  ");
    if (at == std::string::npos) return ran.out + ran.err;
    auto const line = ran.out.substr(at + 6, ran.out.find('\n', at + 6) - at - 6);
    return line.substr(0, line.find("  "));
  };
  for (std::string const model : {"lkmm", "sc", "tso", "strong", "weak", "lkmm-v4.17"}) {
    EXPECT_EQ(claimed(model, "a1 == 0 && c1 == 1"), "violated") << model;
    EXPECT_EQ(claimed(model, "a1 == 0 && a2 == 1"), "holds") << model;
    EXPECT_EQ(claimed(model, "a1 == 1 && a2 == 1"), "violated") << model;
  }
}
// Who hands on the index of a reader of SRCU may have ended before somebody else ends the reader.
TEST(WrongHolds, AReaderOfSrcuMayBeEndedOnceItsRunHas) {
  auto const text = [](std::string const& end) {
    return header +
           "struct srcu_struct s;\nint x, y, idx;\n"
           "interrupt tick { int i = READ_ONCE(idx); " +
           end +
           " }\ntask a { int i = srcu_down_read(&s); WRITE_ONCE(idx, i); WRITE_ONCE(x, 1); raise(tick, 1); "
           "}\n"
           "task b { smp_cond_load_acquire(&x, VAL); synchronize_srcu(&s); WRITE_ONCE(y, 1); }\n"
           "property D \"\": no deadlock;\nproperty Y \"\": finally y == 1;\n";
  };
  auto const ends = check(text("srcu_up_read(&s, i);"), "sc");
  EXPECT_EQ(said_of("D", ends), "holds") << ends.out;
  EXPECT_EQ(said_of("Y", ends), "holds") << ends.out;
  EXPECT_NE(ends.out.find("sequentially consistent states compared"), std::string::npos) << ends.out;
  EXPECT_EQ(said_of("D", check(text("i = 0;"), "sc")), "violated by deadlock");
}
// With no fact for a reader whose index goes nowhere, executions were forbidden one by one: more than there
// is time for.
TEST(WrongHolds, ReadersOfSrcuThatNeverEndAreExplained) {
  auto const ran = check(
      title +
          "world { cpu 0, 1; task t0 on 0; task t1 on 1; task t2 on 0; agent act0 times 1 on cpu 1 { act(); "
          "} }\n"
          "int x, y;\nstruct srcu_struct s;\nghost bool g;\n"
          "interrupt tick0 { assume(READ_ONCE(y)); WRITE_ONCE(x, 1); }\n"
          "task t0 { int i; i = srcu_read_lock(&s); raise(tick0, 0); READ_ONCE(x); srcu_read_unlock(&s, i); "
          "WRITE_ONCE(x, 1); }\n"
          "task t1 { raise(tick0, 1); READ_ONCE(x); WRITE_ONCE(y, 1); synchronize_srcu(&s); }\n"
          "task t2 { int i; i = srcu_read_lock(&s); g = READ_ONCE(y); synchronize_srcu(&s); WRITE_ONCE(y, "
          "1); "
          "raise(tick0, 0); srcu_read_unlock(&s, i); }\n"
          "static void act(void) { int i; i = srcu_read_lock(&s); synchronize_srcu(&s); READ_ONCE(x); "
          "srcu_read_unlock(&s, i); }\nproperty D \"\": no deadlock;\n",
      "sc");
  EXPECT_EQ(said_of("D", ran), "violated by deadlock");
}
// Which reader ends is known where the index comes to its end through registers and memory.
TEST(WrongHolds, AnIndexOfSrcuThatIsKeptElsewhereIsSaid) {
  auto const text = [](std::string const& end) {
    return header +
           "struct srcu_struct s;\nint x, y;\nowned DEFINE_PER_CPU(int, saved);\n"
           "task a { int i = srcu_read_lock(&s); WRITE_ONCE(x, 1); " +
           end +
           " }\ntask b { smp_cond_load_acquire(&x, VAL); synchronize_srcu(&s); WRITE_ONCE(y, 1); }\n"
           "property N \"\": never y == 1;\n";
  };
  EXPECT_EQ(said_of("N", check(text("srcu_read_unlock(&s, i);"), "sc")), "violated");
  for (std::string const end :
       {"__this_cpu_write(saved, i); i = __this_cpu_read(saved); srcu_read_unlock(&s, i);",
        "if (i) srcu_read_unlock(&s, 1); else srcu_read_unlock(&s, 0);"})
    EXPECT_EQ(said_of("N", check(text(end), "sc")), "unknown") << end;
}
// That the axiom about it repeats, as all of it is in the stem, is not known: and that is said.
TEST(WrongHolds, ALivelockBehindAReaderOfSrcuIsNoDisagreement) {
  auto const ran =
      check(header + "int y;\nstruct srcu_struct s;\n"
                     "task a { synchronize_srcu(&s); while (!READ_ONCE(y)) { } }\n"
                     "task b { int i = srcu_read_lock(&s); READ_ONCE(y); srcu_read_unlock(&s, i); }\n"
                     "property T \"\": a terminates;\n",
            "sc");
  EXPECT_EQ(said_of("T", ran), "unknown");
  EXPECT_EQ(ran.out.find("disagreement"), std::string::npos) << ran.out;
}
TEST(WrongHolds, AGracePeriodOfSrcuIsOneUnderAllModelsOfMachines) {
  std::string const text = "int x, y;\nstruct srcu_struct s;\nghost bool r1;\nghost bool r2;\n"
                           "task a { int i = srcu_read_lock(&s); r1 = READ_ONCE(x); r2 = READ_ONCE(y); "
                           "srcu_read_unlock(&s, i); }\n"
                           "task b { WRITE_ONCE(x, 1); synchronize_srcu(&s); WRITE_ONCE(y, 1); }\n"
                           "property P \"\": never !r1 && r2;\nproperty D \"\": no deadlock;\n";
  for (std::string const model : {"sc", "tso", "lkmm"})
    for (auto const* name : {"P", "D"}) EXPECT_EQ(said(text, name, model), "holds") << model;
}
// With two rounds, misuse is left to five, and with five there is no answer.
TEST(WrongHolds, MisuseThatWasNotLookedForIsSaid) {
  std::string stores;
  for (int i = 0; i < 50; ++i) stores += "WRITE_ONCE(x, 1); ";
  auto const out = said_under(
      "lkmm", "int x, z, u;\ntask a { rcu_read_lock(); WRITE_ONCE(u, 1); while (!READ_ONCE(z)) { " + stores +
                  "} }\ntask b { while (!READ_ONCE(u)) { " + stores +
                  "} WRITE_ONCE(z, 1); }\nproperty P \"\": finally z == 1;\n");
  EXPECT_NE(out.find("with 5 there is no answer"), std::string::npos) << out;
  EXPECT_NE(out.find("not known: unbalanced RCU: an rcu_read_lock()"), std::string::npos) << out;
  EXPECT_EQ(out.find("SRCU"), std::string::npos) << out;
}
TEST(WrongHolds, AQuestionThatHasNoValueIsNoProof) {
  std::string const text =
      "int x;\ntask a { WRITE_ONCE(x, 1); }\ntask b { ; }\n"
      "property N \"\": never 4 / (x - 1) == 3;\nproperty M \"\": never !(4 / (x - 1) == 3);\n"
      "property L \"\": never x != 1 && 4 / (x - 1) == 3;\n";
  EXPECT_EQ(said(text, "N"), "unknown");
  EXPECT_EQ(said(text, "M"), "unknown");
  EXPECT_EQ(said(text, "L"), "holds");
}
// VAL is 0 in a round that nobody sees.
TEST(WrongHolds, EachRoundOfAWaitComputesItsCondition) {
  for (std::string const wait :
       {"smp_cond_load_acquire(&x, 4 / VAL == 2)", "smp_cond_load_relaxed(&x, 4 % VAL == 0)",
        "smp_cond_load_acquire(&x, 1 << (VAL - 1) == 2)"}) {
    auto const text =
        "int x;\ntask a { " + wait + "; }\ntask b { WRITE_ONCE(x, 2); }\nproperty P \"\": a terminates;\n";
    EXPECT_NE(said(text, "P").find("fault: a at line"), std::string::npos) << wait;
  }
}
// Where a run is cut, another need not come to what it assumes: that may come behind the cut.
TEST(WrongHolds, WhatIsAssumedMayComeBehindALoop) {
  auto const counts = [](std::string const& condition) {
    return "int n, y, go;\ntask a { int i; if (" + condition +
           ") { for (i = 0; i < 9; i++) WRITE_ONCE(n, i); } WRITE_ONCE(y, 1); }\n";
  };
  std::string const never = "property P \"\": never n == 8;\n";
  auto const of_task = counts("choose(2)") + "task b { assume(READ_ONCE(y)); }\n" + never;
  EXPECT_EQ(said(of_task, "P"), "holds within 5 rounds");
  auto const of_all = counts("1") + "task b { assume(READ_ONCE(y)); }\n" + never;
  EXPECT_EQ(said(of_all, "P"), "unknown");
  auto const of_handler =
      counts("READ_ONCE(go)") +
      "interrupt h { WRITE_ONCE(go, 1); assume(READ_ONCE(y)); }\ntask b { raise(h, 1); }\n" + never;
  EXPECT_EQ(said(of_handler, "P"), "holds within 5 rounds");
  std::string const with_act = title +
                               "world { cpu 0; task a on 0; agent e times 1 on any cpu "
                               "{ WRITE_ONCE(go, 1); assume(READ_ONCE(y)); } }\n" +
                               counts("READ_ONCE(go)") + never;
  EXPECT_EQ(said_of("P", check(with_act, "sc")), "holds within 5 rounds");
}
TEST(WrongHolds, WhatIsAssumedBehindRoundsThatChangeNothingIsThere) {
  std::string const text = "int y, z;\ntask a { while (!READ_ONCE(z)) ; WRITE_ONCE(y, 1); }\n"
                           "task b { WRITE_ONCE(z, 1); assume(READ_ONCE(y)); }\n"
                           "property P \"\": finally y == 1;\nproperty T \"\": a terminates;\n";
  EXPECT_EQ(said(text, "P"), "holds");
  EXPECT_EQ(said(text, "T"), "holds");
}
TEST(WrongHolds, WhereNothingCanHappenNothingHolds) {
  std::string const text = "int x;\ntask a { WRITE_ONCE(x, 1); assume(READ_ONCE(x) == 2); }\ntask b { ; }\n"
                           "property P \"\": never x == 1;\n";
  EXPECT_EQ(said(text, "P"), "vacuous");
}
TEST(WrongHolds, ManyValuesAreNoLimit) {
  std::string const text =
      "int x;\nghost int seen;\n"
      "task a { int n = choose(64) * 64 + choose(64); WRITE_ONCE(x, n * n); }\n"
      "task b { seen = READ_ONCE(x); }\n"
      "property P \"\": never seen == 16769025;\nproperty Q \"\": never seen == 16769026;\n";
  EXPECT_EQ(said(text, "P"), "violated");
  EXPECT_EQ(said(text, "Q"), "holds");
}

// Each round of a wait computes its condition, and a search has those alone that pass.
TEST(WrongHolds, AWaitThatDividesByWhatItReadsIsNotSearched) {
  Folder const folder;
  auto const file = folder.write("f.litmus", R"(C f
{}
P0(int *x) { int r0; r0 = smp_cond_load_relaxed(x, 4 / VAL == 2); }
P1(int *x) { WRITE_ONCE(*x, 2); }
exists (0:r0=2)
)");
  EXPECT_EQ(barrister_with({"check", file}).status, 1);
  EXPECT_NE(barrister_with({"check", file}).out.find("divides 4 by 0"), std::string::npos);
  EXPECT_EQ(barrister_with({"check", "--engine", "cadical", file}).status, 3);
}

} // namespace
} // namespace barrister
