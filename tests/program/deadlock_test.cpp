// SPDX-License-Identifier: BSD-2-Clause
// Runs that wait for ever: told apart from other reasons for there being no execution, with the place.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string own(char const* file) { return std::string(BARRISTER_SOURCE "/proofs/deadlock/") + file; }

std::string checked(std::vector<std::string> arguments, int status = 0) {
  arguments.insert(arguments.begin(), "check");
  auto const ran = barrister_with(arguments);
  EXPECT_EQ(ran.status, status);
  EXPECT_EQ(ran.err, "");
  return ran.out;
}

TEST(Deadlock, AtTheSameLock) {
  EXPECT_EQ(checked({own("same-lock.litmus")}), "same-lock: deadlock under lkmm: every run waits for ever.\n"
                                                "  P0 waits for ever at line 12: spin_lock(a);\n"
                                                "    P0 itself holds a since line 11: spin_lock(a);\n");
}
TEST(Deadlock, OfSomeRunsIsANote) {
  EXPECT_EQ(checked({own("two-orders.litmus")}),
            "two-orders: the exists clause is reachable under lkmm: 1 of 2 executions.\n"
            "  not counted: some runs end like this:\n"
            "    P0 waits for ever at line 12: spin_lock(b);\n"
            "      P1, which waits, too, holds b since line 20: spin_lock(b);\n"
            "    P1 waits for ever at line 21: spin_lock(a);\n"
            "      P0, which waits, too, holds a since line 11: spin_lock(a);\n"
            "     [x]\n"
            "       1\n"
            "  *    2\n");
}
TEST(Deadlock, IsTracedUntilItWaits) {
  auto const traced = checked({"--trace", own("reader.litmus")});
  EXPECT_NE(traced.find("\nUntil it waits:\n\n    P0"), traced.npos) << traced;
}
// Nothing forbids a grace period in a reader to a model that knows neither.
TEST(Deadlock, IsTheModels) {
  auto const said = checked({"--model", "tso", own("reader.litmus")});
  EXPECT_EQ(said.find("waits for ever"), said.npos) << said;
}
TEST(Deadlock, IsNotSaidInHerd7sWords) {
  auto const ran = barrister_with({"herd7", own("reader.litmus")});
  EXPECT_NE(ran.out.find("States 0\nNo\nWitnesses\nPositive: 0 Negative: 0\n"), ran.out.npos) << ran.out;
  EXPECT_EQ(ran.out.find("wait"), ran.out.npos);
}
TEST(Deadlock, IsNotWhatAFilterLeaves) {
  Folder const folder;
  EXPECT_EQ(checked({folder.write("f.litmus", "C f\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
                                              "filter (x=2)\nexists (x=1)\n")}),
            "f: no execution is left under lkmm: the filter excludes all, 1 execution.\n");
}
TEST(Deadlock, IsNotWhatAModelLeavesThatForbidsEverything) {
  Folder const folder;
  auto const model = folder.write("none.cat", "\"none\"\nempty W as nothing-written\n");
  EXPECT_EQ(checked({"--model", model, own("two-orders.litmus")}),
            "two-orders: no execution is consistent under " + model +
                ": every candidate breaks an axiom, and no run waits for ever.\n");
}
TEST(Deadlock, IsNotALoop) {
  Folder const folder;
  auto const said = checked(
      {folder.write("l.litmus",
                    "C l\n{}\nP0(int *x) { int r; while (1) { r = READ_ONCE(*x); } }\nexists (x=1)\n")},
      3);
  EXPECT_TRUE(said.starts_with("l: no execution ends within the bound under lkmm.\n  bound reached: "))
      << said;
}

} // namespace
} // namespace barrister
