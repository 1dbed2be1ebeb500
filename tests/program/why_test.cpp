// SPDX-License-Identifier: BSD-2-Clause
// `barrister why`: the sentences, and that what they are of is all there is.
#include "tests/program/run.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

namespace barrister {
namespace {

Ran why(std::vector<std::string> const& more) {
  std::vector<std::string> arguments{"why", "--width", "200"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}
Ran of(std::string const& text, std::vector<std::string> more = {}) {
  Folder const folder;
  more.push_back(folder.write("t.litmus", text));
  return why(more);
}
std::string two(std::string const& one, std::string const& other, std::string const& condition) {
  return "C t\n{}\nP0(int *x, int *y)\n{\n" + one + "}\nP1(int *x, int *y)\n{\n" + other + "}\n" + condition +
         "\n";
}
std::string store_buffer(std::string const& barrier) {
  return two("\tWRITE_ONCE(*x, 1);\n" + barrier + "\tint r0 = READ_ONCE(*y);\n",
             "\tWRITE_ONCE(*y, 1);\n" + barrier + "\tint r0 = READ_ONCE(*x);\n",
             "exists (0:r0=0 /\\ 1:r0=0)");
}

TEST(Why, NamesBarriersThatStandBesideAnAccess) {
  auto const atomic =
      of("C t\n{}\nP0(int *x, atomic_t *v) {\n WRITE_ONCE(*x, 1);\n smp_mb__before_atomic();\n"
         " atomic_inc(v); }\nP1(int *x, atomic_t *v) { int r0 = atomic_read(v); smp_rmb(); "
         "int r1 = READ_ONCE(*x); }\nexists (1:r0=1 /\\ 1:r1=0)\n");
  EXPECT_TRUE(has(atomic.out, "smp_mb__before_atomic() at line 5 orders WRITE_ONCE(*x, 1) (line 4) before "
                              "atomic_inc(v) (line 6)"))
      << atomic.out;
  EXPECT_TRUE(has(atomic.out, "The lines in it: 4, 5, 6 of P0")) << atomic.out;
  auto const locked = [](std::string const& cpu, std::string const& lock, std::string const& writes,
                         std::string const& reads) {
    return "P" + cpu + "(int *x, int *y, spinlock_t *" + lock + ") {\n WRITE_ONCE(*" + writes +
           ", 1);\n spin_lock(" + lock + ");\n smp_mb__after_spinlock();\n int r0 = READ_ONCE(*" + reads +
           ");\n spin_unlock(" + lock + "); }\n";
  };
  auto const lock = of("C t\n{}\n" + locked("0", "k", "x", "y") + locked("1", "l", "y", "x") +
                       "exists (0:r0=0 /\\ 1:r0=0)\n");
  EXPECT_TRUE(has(lock.out, "smp_mb__after_spinlock() at line 6 orders WRITE_ONCE(*x, 1) (line 4)"))
      << lock.out;
}
TEST(Why, NamesFullReadModifyWrites) {
  auto const ran =
      of(two("\tint r1 = xchg(x, 1);\n\tint r0 = READ_ONCE(*y);\n",
             "\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n", "exists (0:r0=0 /\\ 1:r0=0)"));
  EXPECT_TRUE(has(ran.out, "In P0, int r1 = xchg(x, 1) (line 5) is a full barrier: it comes before "
                           "int r0 = READ_ONCE(*y) (line 6) (mb).\n"))
      << ran.out << ran.err;
}
TEST(Why, SaysOfTheCommitWhatItsMessageArgues) {
  auto const ran = why({peterz});
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (auto const* sentence :
       {"One execution would have this outcome; lkmm forbids it:",
        "P0 still reads y = 0 at line 12, before P1 writes 1 at line 17 (fr).",
        "In P1, smp_store_release(z, 1) (line 18) is a release: WRITE_ONCE(*y, 1) (line 17) comes before it "
        "(po-rel).",
        "P2 reads z = 1 at line 26 from P1's write at line 18 (rfe).",
        "In P2, smp_mb() at line 27 orders r1 = smp_load_acquire(z) (line 26) before r2 = READ_ONCE(*x) "
        "(line 28) (mb).",
        "In P0, smp_mb() at line 11 orders WRITE_ONCE(*x, 1) (line 10) before r1 = READ_ONCE(*y) (line 12) "
        "(mb).",
        "Together: a cycle, which lkmm forbids (lkmm.cat:111: acyclic pb as propagation).",
        "The lines in it: 10, 11, 12 of P0; 17, 18 of P1; 26, 27, 28 of P2. The axiom: propagation."})
    EXPECT_TRUE(has(ran.out, sentence)) << sentence << "\n" << ran.out;
}
// `barriers` says of the fence that it is not needed.
TEST(Why, NamesNoFenceWhereADependencyIsEnough) {
  auto const test = [](std::string const& fence) {
    return two("\tint r0 = READ_ONCE(*x);\n" + fence + "\tWRITE_ONCE(*y, r0);\n",
               "\tint r0 = READ_ONCE(*y);\n" + fence + "\tif (r0)\n\t\tWRITE_ONCE(*x, 1);\n",
               "exists (0:r0=1 /\\ 1:r0=1)");
  };
  auto const both = of(test("\tsmp_mb();\n"));
  for (auto const* kind : {"(data)", "(ctrl)"}) EXPECT_TRUE(has(both.out, kind)) << both.out;
  EXPECT_FALSE(has(both.out, "(mb)")) << both.out;
  EXPECT_FALSE(has(of(test("")).out, "(mb)"));
}
// What the model has in one name, to-write, is two things in the test: an address, and a barrier.
TEST(Why, TellsPartsThatHaveNames) {
  auto const ran =
      of("C t\n{\nint *p = &z;\n}\nP0(int **p, int *y)\n{\n\tint *r0 = READ_ONCE(*p);\n\t*r0 = 1;\n"
         "\tsmp_wmb();\n\tWRITE_ONCE(*y, 1);\n}\nP1(int **p, int *y, int *w)\n{\n"
         "\tint r0 = READ_ONCE(*y);\n\tsmp_mb();\n\tWRITE_ONCE(*p, w);\n}\nexists (1:r0=1 /\\ 0:r0=w)\n");
  EXPECT_TRUE(has(ran.out, "In P0, the address in *r0 = 1 (line 8) is computed from what int *r0 = "
                           "READ_ONCE(*p) (line 7) read (addr).\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "In P0, smp_wmb() at line 9 orders *r0 = 1 (line 8) before WRITE_ONCE(*y, 1) "
                           "(line 10) (wmb).\n"))
      << ran.out;
}
TEST(Why, NamesWhatKeepsPlainAccessesInOrder) {
  auto const ran = of(two("\t*x = 1;\n\tsmp_store_release(y, 1);\n",
                          "\tint r0 = smp_load_acquire(y);\n\tint r1 = 9;\n\tif (r0)\n\t\tr1 = *x;\n",
                          "exists (1:r0=1 /\\ 1:r1=0)"));
  for (auto const* said :
       {"P1 still reads x = 0 at line 13, before P0 writes 1 at line 5 (fr).",
        "smp_store_release(y, 1) (line 6) is a release: *x = 1 (line 5) comes before it (po-rel).",
        "is an acquire: it comes before r1 = *x (line 13) (acq-po).",
        "Together: a cycle, which lkmm forbids (lkmm.cat:165: empty wr-incoherent",
        "The lines in it: 5, 6 of P0; 10, 13 of P1. The axiom: plain-coherence."})
    EXPECT_TRUE(has(ran.out, said)) << said << "\n" << ran.out;
}
TEST(Why, HasNoLineThatIsTooLong) {
  std::istringstream lines(barrister_with({"why", "--width", "72", peterz}).out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 72U) << line;
}
TEST(Why, NamesWhoAllowsWhatDoesNotHold) {
  auto const buffers = of(store_buffer(""));
  EXPECT_EQ(buffers.status, 1);
  EXPECT_TRUE(has(buffers.out, "tso allows it, sc does not: the store buffers of x86 are enough for it."));
  auto const passing =
      of(two("\tWRITE_ONCE(*x, 1);\n\tWRITE_ONCE(*y, 1);\n",
             "\tint r0 = READ_ONCE(*y);\n\tint r1 = READ_ONCE(*x);\n", "exists (1:r0=1 /\\ 1:r1=0)"));
  EXPECT_EQ(passing.status, 1);
  EXPECT_TRUE(has(passing.out, "Neither sc nor tso allows it: only on hardware weaker than x86."));
  auto const both = of(two("\tWRITE_ONCE(*x, 1);\n", "\tint r0 = READ_ONCE(*x);\n", "~exists (1:r0=1)"));
  EXPECT_EQ(both.status, 1);
  EXPECT_TRUE(has(both.out, "sc allows it, too: no fence forbids it."));
}
TEST(Why, NamesWhatComesOutOfThinAir) {
  auto const plain =
      of(two("\tint r0 = *x;\n\t*y = r0;\n", "\tint r0 = *y;\n\t*x = r0;\n", "exists (0:r0=42)"));
  EXPECT_EQ(plain.status, 1) << plain.out;
  EXPECT_TRUE(has(plain.out, "Only by a value out of thin air: one that justifies itself.")) << plain.out;
  EXPECT_FALSE(has(plain.out, "hardware")) << plain.out;
  auto const marked = of(two("\tint r0 = READ_ONCE(*x);\n\tWRITE_ONCE(*y, r0);\n",
                             "\tint r0 = READ_ONCE(*y);\n\tWRITE_ONCE(*x, r0);\n", "exists (0:r0=42)"));
  EXPECT_EQ(marked.status, 0) << marked.out;
  EXPECT_TRUE(has(marked.out, "have values out of thin air are left out; lkmm forbids these as well."))
      << marked.out;
}
TEST(Why, SaysWhereNoExecutionWouldDoIt) {
  auto const ran = of(two("\tWRITE_ONCE(*x, 1);\n", "\tint r0 = READ_ONCE(*x);\n", "exists (1:r0=2)"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(has(ran.out, "No execution of the threads would have this outcome")) << ran.out;
}
TEST(Why, IsOfForallToo) {
  auto const ran =
      of(two("\tWRITE_ONCE(*x, 1);\n\tsmp_wmb();\n\tWRITE_ONCE(*y, 1);\n",
             "\tint r0 = smp_load_acquire(y);\n\tint r1 = READ_ONCE(*x);\n", "forall (1:r0=0 \\/ 1:r1=1)"));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "One execution would falsify the clause; lkmm forbids it:")) << ran.out;
  EXPECT_TRUE(has(ran.out, "In P0, smp_wmb() at line 6 orders WRITE_ONCE(*x, 1) (line 5) before "
                           "WRITE_ONCE(*y, 1) (line 7) (wmb)."))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "is an acquire")) << ran.out;
}
// Of one variable alone, coherence is what forbids it.
TEST(Why, SaysWhereItIsCoherence) {
  auto const ran = of(two("\tint r0 = READ_ONCE(*x);\n\tWRITE_ONCE(*x, 1);\n", "", "exists (0:r0=1)"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(has(ran.out, "as coherence)")) << ran.out;
  EXPECT_FALSE(has(ran.out, "not coherent")) << "they are what this is about";
}
TEST(Why, DoesNotPretendWhereThereAreTooMany) {
  std::string writes;
  for (int i = 1; i <= 6; ++i) writes += fmt::format("\tWRITE_ONCE(*x, {});\n", i);
  auto const ran = of(two(writes + "\tsmp_mb();\n\tint r0 = READ_ONCE(*y);\n",
                          "\tWRITE_ONCE(*y, 1);\n" + writes + "\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n",
                          "exists (0:r0=0 /\\ 1:r0=0)"));
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "the exists clause is unreachable"));
  EXPECT_TRUE(has(ran.out, "There are too many executions that would have this outcome")) << ran.out;
}
TEST(Why, HoldsWithinABoundIsNoPass) {
  auto const loop = [](std::string const& body) {
    return of("C t\n{}\nP0(int *x, int *y)\n{\n\twhile (READ_ONCE(*x) == 0)\n\t\t" + body +
              "\n\tint r1 = READ_ONCE(*x);\n}\nP1(int *x) { WRITE_ONCE(*x, 1); }\nexists (0:r1=0)\n");
  };
  auto const ran = loop("WRITE_ONCE(*y, 1);");
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "Loops were followed for 2 rounds alone.")) << ran.out;
  auto const waits = loop(";");
  EXPECT_EQ(waits.status, 0) << waits.out;
  EXPECT_TRUE(has(waits.out, "Loops were followed for 2 rounds: each round more changes nothing."))
      << waits.out;
}
TEST(Why, OfAProtocolIsOfEachBarrierThatIsNeeded) {
  auto const ran = why({wake_up, "--variant", "GOOD", "--model", "lkmm"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "line 22: smp_mb() in task sleeper: without it, WAKES is violated:")) << ran.out;
  EXPECT_TRUE(has(ran.out, "With smp_mb() in sleeper between line 21 and line 23, it cannot be:"));
  EXPECT_TRUE(has(
      ran.out, "In sleeper, smp_mb() between them orders WRITE_ONCE(state, TASK_UNINTERRUPTIBLE) (line 21) "
               "before if (!READ_ONCE(condition)) (line 23) (mb)."));
  EXPECT_TRUE(has(ran.out, "line 30: smp_mb() in task waker: without it, WAKES is violated:"));
  EXPECT_EQ(why({wake_up, "--variant", "NO_MB", "--model", "lkmm"}).status, 1);
  auto const which = why({wake_up});
  EXPECT_EQ(which.status, 2);
  EXPECT_TRUE(has(which.err, "which variant?")) << which.err;
}
TEST(Why, NamesFullReadModifyWritesInBetween) {
  Folder const folder;
  auto const ran = barrister_with(
      {"why", "--width", "200",
       folder.write(
           "t.litmus",
           "C t\n{}\nP0(int *x, int *y, atomic_t *n) {\n WRITE_ONCE(*x, 1);\n int r1 = "
           "atomic_dec_and_test(n);\n int r0 = READ_ONCE(*y); }\nP1(int *x, int *y) {\n "
           "WRITE_ONCE(*y, 1);\n smp_mb();\n int r0 = READ_ONCE(*x); }\nexists (0:r0=0 /\\ 1:r0=0)\n")});
  EXPECT_TRUE(has(ran.out,
                  "atomic_dec_and_test(n) at line 5 orders WRITE_ONCE(*x, 1) (line 4) before int r0 = "
                  "READ_ONCE(*y) (line 6) (mb).\n"))
      << ran.out << ran.err;
}
TEST(Why, NeedsAClaim) {
  EXPECT_EQ(of("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n").status, 2);
  EXPECT_EQ(why({"/no/such.litmus"}).status, 2);
}

// As many executions as a model allows that asks for coherence and atomicity alone, which counts them another
// way.
TEST(Why, IsOfAllExecutions) {
  Folder const folder;
  auto const coherent = folder.write("coherent.cat", "\"coherent\"\nlet fr = rf^-1 ; co\n"
                                                     "acyclic po-loc | rf | co | fr as coherence\n"
                                                     "empty rmw & ((fr & ext) ; (co & ext)) as atomicity\n");
  std::vector<std::string> const tests{
      store_buffer("\tsmp_mb();\n"),
      two("\tWRITE_ONCE(*x, 1);\n\tsmp_mb();\n\tWRITE_ONCE(*y, 1);\n\tWRITE_ONCE(*y, 2);\n",
          "\tWRITE_ONCE(*y, 3);\n\tsmp_mb();\n\tWRITE_ONCE(*x, 2);\n", "exists (x=1 /\\ y=3)"),
      two("\tWRITE_ONCE(*x, 1);\n\tWRITE_ONCE(*x, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*y);\n",
          "\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n\tint r1 = READ_ONCE(*x);\n",
          "exists (0:r0=0 /\\ 1:r0=0)"),
      two("\tint r0 = xchg(x, 1);\n\tint r1 = READ_ONCE(*y);\n",
          "\tint r0 = xchg(y, 1);\n\tint r1 = READ_ONCE(*x);\n", "exists (0:r1=0 /\\ 1:r1=0)")};
  for (auto const& test : tests) {
    auto const file = folder.write("t.litmus", test);
    auto const said = why({file});
    ASSERT_EQ(said.status, 0) << said.out << said.err;
    auto const counted = barrister_with({"check", "--model", coherent, file});
    std::smatch of_why, of_check;
    ASSERT_TRUE(std::regex_search(said.out, of_why, std::regex("\n(One|[0-9]+) executions? would")))
        << said.out;
    ASSERT_TRUE(std::regex_search(counted.out, of_check, std::regex(": ([0-9]+) of [0-9]+ executions")))
        << counted.out << counted.err;
    EXPECT_EQ(of_why[1] == "One" ? "1" : of_why[1].str(), of_check[1].str()) << said.out;
  }
}
// No fence does what a grace period does: with it in its place, the run cannot be.
TEST(Why, AGracePeriodOfAProtocolIsExplained) {
  Folder const folder;
  auto const file = folder.write(
      "t.protocol",
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int rx, ry;\n"
      "task a {\n\tWRITE_ONCE(x, 1);\n\tsynchronize_rcu();\n\tWRITE_ONCE(y, 1);\n}\n"
      "task b {\n\trcu_read_lock();\n\trx = READ_ONCE(x);\n\try = READ_ONCE(y);\n\trcu_read_unlock();\n}\n"
      "property P \"s\": never ry && !rx;\n");
  auto const ran = barrister_with({"why", "--width", "200", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "With synchronize_rcu() in task a at line 7, it cannot be:\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "In b, rcu_read_unlock() (line 14) ends the reader that begins with "
                           "rcu_read_lock() (line 11) (rcu-rscs^-1).\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "Together: a cycle, which lkmm forbids")) << ran.out;
}

// A macro that is no statement of its own is not looked at: that is no "it does not rest on it".
TEST(Why, SaysWhichBarriersWereNotLookedAt) {
  Folder const folder;
  auto const ran = barrister_with(
      {"why", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol t \"s\";\n#define mb() smp_mb()\nworld { cpu 0, 1; task a on 0; task b on 1; }\n"
           "int x, y;\nghost int ra, rb;\ntask a { WRITE_ONCE(x, 1); mb(); ra = !READ_ONCE(y); }\n"
           "task b { WRITE_ONCE(y, 1); mb(); rb = !READ_ONCE(x); }\n"
           "property SB \"\": never ra && rb;\n")});
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "Not looked at: smp_mb() (line 2).\n")) << ran.out;
  EXPECT_FALSE(has(ran.out, "does not rest on any")) << ran.out;
}

} // namespace
} // namespace barrister
