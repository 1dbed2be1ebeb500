// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff`: what a change does, in both directions, and nothing where it does nothing.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const c_peterz = BARRISTER_SOURCE "/proofs/c-peterz/";
std::string const with = c_peterz + "C-peterz.litmus", without = c_peterz + "C-peterz-no-mb-0.litmus";
std::string const membarrier = BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol";

bool has(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }
Ran diff(std::vector<std::string> more) {
  std::vector<std::string> arguments{"diff", "--width", "200"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

TEST(Diff, ABarrierLessIsWorse) {
  auto const ran = diff({with, without});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(
      ran.out, "C-peterz and C-peterz-no-mb-0 under lkmm:\n"
               "  BROKEN: before, the exists clause is unreachable; now, the exists clause is reachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "  changed: new final state: 0:r1=0; 2:r1=1; 2:r2=0;\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "r2 = READ_ONCE(*x);")) << ran.out; // the trace
  EXPECT_TRUE(has(ran.out, "1 BROKEN, 1 changed; 0 claims as before.")) << ran.out;
}
TEST(Diff, ABarrierMoreIsNot) {
  auto const ran = diff({without, with});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "fixed: before, the exists clause is reachable; now, the exists clause is unreachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "final state that is gone: 0:r1=0; 2:r1=1; 2:r2=0;")) << ran.out;
}
TEST(Diff, NothingIsSaidOfWhatStaysAsItIs) {
  auto const ran = diff({with, with});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "nothing changed; 1 claim as before.\n");
  EXPECT_EQ(diff({"--quiet", with, with}).out, "");
  // Under sc the barrier changes nothing.
  EXPECT_EQ(diff({"--model", "sc", with, without}).out, "nothing changed; 1 claim as before.\n");
}
TEST(Diff, RacesAreTold) {
  Folder const folder;
  auto const text = [](std::string const& load) {
    return "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0 = " + load +
           "; }\nexists (1:r0=2)\n";
  };
  auto const marked = folder.write("a.litmus", text("READ_ONCE(*x)")),
             plain = folder.write("b.litmus", text("*x"));
  auto const ran = diff({marked, plain});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(has(ran.out, "BROKEN: new: data race")) << ran.out;
  EXPECT_EQ(diff({plain, marked}).status, 0);
}
std::string locks(std::string const& second) {
  return "C t\n{}\nP0(spinlock_t *l, int *x) { spin_lock(l); " + second +
         " WRITE_ONCE(*x, 1); spin_unlock(l); }\n"
         "P1(int *x) { int r0 = READ_ONCE(*x); }\nexists (1:r0=1)\n";
}
// What never ends is not mended.
TEST(Diff, ADeadlockIsWorse) {
  Folder const folder;
  auto const ends = folder.write("a.litmus", locks("smp_mb();")),
             never = folder.write("b.litmus", locks("spin_lock(l);"));
  auto const ran = diff({ends, never});
  EXPECT_EQ(ran.status, 1) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "BROKEN: before, the exists clause is reachable; now, no execution comes to its end"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "BROKEN: new: P0 waits for ever at line 3")) << ran.out;
}
TEST(Diff, AnotherConditionIsNoMend) {
  Folder const folder;
  auto const text = [](std::string const& value) {
    return "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=" + value + ")\n";
  };
  auto const ran = diff({folder.write("a.litmus", text("1")), folder.write("b.litmus", text("2"))});
  EXPECT_TRUE(has(
      ran.out,
      "changed: the condition is another one: before, ~exists ([x]=1): the exists clause is reachable; now, "
      "~exists ([x]=2): the exists clause is unreachable"))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "fixed")) << ran.out;
}
// Beyond its rounds nothing is known of a loop.
TEST(Diff, WhatHoldsForSomeRoundsIsNotKnown) {
  Folder const folder;
  auto const text = [](std::string const& end) {
    return "C t\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); while (r0 == 0) { r0 = READ_ONCE(*x); } }\n"
           "P1(int *x) { WRITE_ONCE(*x, 1); " +
           end + " }\nexists (0:r0=2)\n";
  };
  auto const ran = diff({folder.write("a.litmus", text("")), folder.write("b.litmus", text("smp_mb();"))});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "1 claim as before, some within a bound alone.")) << ran.out;
}
TEST(Diff, OfTwoVariants) {
  auto const worse = diff({"--model", "lkmm", "--variant", "V414", "--variant", "NO_ENTRY", membarrier});
  EXPECT_EQ(worse.status, 1) << worse.err;
  EXPECT_TRUE(has(
      worse.out, "membarrier V414 -> NO_ENTRY under lkmm:\n  BROKEN: DEKKER: before, holds; now, violated\n"))
      << worse.out;
  EXPECT_FALSE(has(worse.out, "ENDS:")) << worse.out;
  auto const better = diff({"--model", "lkmm", "--variant", "NO_ENTRY", "--variant", "V414", membarrier});
  EXPECT_EQ(better.status, 0) << better.err;
  EXPECT_TRUE(has(better.out, "fixed: DEKKER: before, violated; now, holds\n")) << better.out;
}
TEST(Diff, OfTwoFilesTheirVariantsOfOneName) {
  Folder const folder;
  auto text = read_text(membarrier);
  auto const at = text.find("smp_mb(); // entering");
  ASSERT_NE(at, text.npos);
  auto const other = folder.write("other.protocol", text.replace(at, 9, ""));
  auto const ran = diff({"--model", "lkmm", "--variant", "V414", "--property", "DEKKER", membarrier, other});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out, "membarrier V414 under lkmm:\n  BROKEN: DEKKER: before, holds; now, violated\n"))
      << ran.out;
}
TEST(Diff, BadInputIsSaid) {
  EXPECT_EQ(diff({with}).status, 2);
  EXPECT_EQ(diff({with, membarrier}).status, 2);
  EXPECT_EQ(diff({membarrier}).status, 2);
  EXPECT_EQ(diff({membarrier, "--variant", "V414", "--variant", "NO_ENTY"}).status, 2);
  EXPECT_EQ(diff({with, "/nowhere.litmus"}).status, 2);
  EXPECT_EQ(diff({"--model", "lkm", with, without}).status, 2);
}

} // namespace
} // namespace barrister
