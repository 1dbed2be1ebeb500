// SPDX-License-Identifier: BSD-2-Clause
// What the exit status says: 0 as claimed, 1 violated, 2 bad input, 3 unknown.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Every thread writes x, and there are far too many orders to look at.
std::string hard() {
  std::string text = "C hard\n{}\n";
  for (int cpu = 0; cpu < 9; ++cpu)
    text += "P" + std::to_string(cpu) + "(int *x, int *y) { int r; r = READ_ONCE(*y); WRITE_ONCE(*x, " +
            std::to_string(cpu) + "); WRITE_ONCE(*y, " + std::to_string(cpu) + "); }\n";
  return text + "exists (x=1)\n";
}

TEST(Exit, SaysWhatWasFound) {
  Folder const folder;
  EXPECT_EQ(barrister_with({"check", peterz}).status, 0);
  EXPECT_EQ(barrister_with({peterz}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--expect", "never", peterz}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--expect", "sometimes", peterz}).status, 1);
  EXPECT_EQ(barrister_with({"check", "--model", "lkm", peterz}).status, 2);
  EXPECT_EQ(barrister_with({"check", (folder.path() / "gone.litmus").string()}).status, 2);
  EXPECT_EQ(barrister_with({"check", "--no-such-option", peterz}).status, 2);
  EXPECT_EQ(barrister_with({"check"}).status, 2);
  auto const unknown = barrister_with(
      {"check", "--engine", "enumeration", "--timeout", "0.2", folder.write("hard.litmus", hard())});
  EXPECT_EQ(unknown.status, 3) << unknown.out << unknown.err;
}

TEST(Exit, HelpAndVersionAreGood) {
  for (auto const& arguments : std::vector<std::vector<std::string>>{{"--help"},
                                                                     {"--version"},
                                                                     {},
                                                                     {"check", "--help"},
                                                                     {"show", "--help"},
                                                                     {"prove", "--help"},
                                                                     {"verify", "--help"},
                                                                     {"herd7", "--help"},
                                                                     {"herd7", "-version"},
                                                                     {"models"}}) {
    auto const ran = barrister_with(arguments);
    EXPECT_EQ(ran.status, 0);
    EXPECT_NE(ran.out, "");
    EXPECT_EQ(ran.err, "");
  }
}

TEST(Exit, ClaimsOfTheProjectHold) {
  for (auto const* folder : {BARRISTER_SOURCE "/proofs/c-peterz", BARRISTER_SOURCE "/proofs/deadlock"}) {
    auto const ran = barrister_with({"prove", folder});
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  }
}

} // namespace
} // namespace barrister
