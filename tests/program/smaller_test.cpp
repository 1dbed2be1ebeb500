// SPDX-License-Identifier: BSD-2-Clause
// What shows the condition of a litmus test is asked for once more, with as little in it as may be: whichever
// execution of a state was found first.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Each way ends in one state: of x alone is asked.
std::string way_round(std::string const& condition) {
  return "C t\n{}\nP0(int *x, int *y, int *z)\n{\n\tif (" + condition +
         ") {\n\t\tWRITE_ONCE(*z, 1);\n\t\tWRITE_ONCE(*z, 0);\n\t}\n\tWRITE_ONCE(*x, 1);\n}\n"
         "P1(int *y)\n{\n\tWRITE_ONCE(*y, 1);\n}\n~exists (x=1)\n";
}

TEST(Smaller, WhateverWasFoundFirst) {
  Folder const folder;
  for (std::string const condition : {"READ_ONCE(*y)", "!READ_ONCE(*y)"})
    for (std::string const engine : {"auto", "enumeration", "cadical"}) {
      auto const ran =
          barrister_with({"check", "--engine", engine, folder.write("t.litmus", way_round(condition))});
      EXPECT_EQ(ran.status, 1) << ran.err;
      EXPECT_TRUE(has(ran.out, "WRITE_ONCE(*x, 1)")) << ran.out;
      EXPECT_FALSE(has(ran.out, "WRITE_ONCE(*z")) << engine << "\n" << ran.out;
    }
}
TEST(Smaller, WhatSatisfiesWhereItIsShown) {
  Folder const folder;
  auto text = way_round("!READ_ONCE(*y)");
  text.replace(text.find("~exists"), 7, "exists");
  auto const ran = barrister_with({"check", "--trace", folder.write("t.litmus", text)});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "1 execution") || has(ran.out, "2 of 2 executions")) << ran.out;
  EXPECT_FALSE(has(ran.out, "WRITE_ONCE(*z")) << ran.out;
}
TEST(Smaller, WhatFalsifies) {
  Folder const folder;
  auto text = way_round("!READ_ONCE(*y)");
  text.replace(text.find("~exists (x=1)"), 13, "forall (x=0)");
  auto const ran = barrister_with({"check", folder.write("t.litmus", text)});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_FALSE(has(ran.out, "WRITE_ONCE(*z")) << ran.out;
}
// Counts are what they were.
TEST(Smaller, NothingElseChanges) {
  Folder const folder;
  auto const file = folder.write("t.litmus", way_round("!READ_ONCE(*y)"));
  for (std::string const engine : {"enumeration", "cadical"}) {
    auto const ran = barrister_with({"check", "--engine", engine, file});
    EXPECT_TRUE(has(ran.out, "the ~exists clause is violated under lkmm: 2 of 2 executions")) << ran.out;
  }
}

} // namespace
} // namespace barrister
