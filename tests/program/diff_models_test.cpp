// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff --models A,B`: one input under two models.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const test = proofs + "c-peterz/C-peterz-no-mb-0.litmus",
                  fixed = proofs + "c-peterz/C-peterz.litmus";

Ran models(std::string const& both, std::vector<std::string> more) {
  std::vector<std::string> arguments{"diff", "--width", "200", "--models", both};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

TEST(DiffModels, OfATest) {
  auto const ran = models("sc,lkmm", {test});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out,
                  "C-peterz-no-mb-0:\n  BROKEN: under sc, the exists clause is unreachable; under lkmm, the "
                  "exists clause is reachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "r2 = READ_ONCE(*x);")) << ran.out; // the trace
  EXPECT_TRUE(has(ran.out, "differs: under lkmm alone: final state: 0:r1=0; 2:r1=1; 2:r2=0;\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "1 BROKEN, 1 differs; 0 claims alike.\n")) << ran.out;
}
TEST(DiffModels, TheOtherWayRoundItIsNoWorse) {
  auto const ran = models("lkmm,sc", {test});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "fixed: under lkmm, the exists clause is reachable; under sc, ")) << ran.out;
}
TEST(DiffModels, OfSeveralInputsWhereNothingDiffers) {
  auto const ran = models("lkmm,lkmm-v4.17", {fixed, test});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "nothing differs; 2 claims alike.\n");
}
TEST(DiffModels, OfAProtocol) {
  auto const ran = models("sc,lkmm", {wake_up});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "wake_up NO_MB:\n  BROKEN: WAKES: under sc, holds; under lkmm, violated by deadlock\n"))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "wake_up GOOD")) << ran.out;
}
TEST(DiffModels, OneMayBeTheUsers) {
  Folder const folder;
  auto const mine = folder.write("mine.cat", "\"mine\"\ninclude \"cos.cat\"\nacyclic po | rf | co | fr\n");
  auto const ran = models("sc," + mine, {test, fixed});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "nothing differs; 2 claims alike.\n");
}
// Sequential consistency flags no race: what it does not ask is no claim of it that is broken.
TEST(DiffModels, WhatOneModelAloneAsks) {
  Folder const folder;
  auto const file =
      folder.write("race.protocol", "protocol race \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\n"
                                    "int x;\ntask a { x = 1; }\ntask b { x = 2; }\n"
                                    "property ENDS \"\": a terminates;\nvariant V \"\";\n");
  auto const weaker = models("sc,lkmm", {file});
  EXPECT_EQ(weaker.status, 1) << weaker.out << weaker.err;
  EXPECT_TRUE(has(weaker.out, "BROKEN: under lkmm alone: races: found")) << weaker.out;
  auto const stronger = models("lkmm,sc", {file});
  EXPECT_EQ(stronger.status, 0) << stronger.out << stronger.err;
  EXPECT_TRUE(has(stronger.out, "differs: under lkmm alone: races: found")) << stronger.out;
}
TEST(DiffModels, BadInputIsSaid) {
  for (auto const* both : {"sc", "sc,", ",sc", "sc,tso,lkmm", "sc,sc", ","})
    EXPECT_EQ(models(both, {test}).status, 2);
  EXPECT_EQ(models("sc,tso", {"--model", "sc", test}).status, 2);
  auto const ran = models("sc,lkm", {test});
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "did you mean 'lkmm'?")) << ran.err;
  EXPECT_EQ(models("sc,lkm", {wake_up}).status, 2);
  EXPECT_EQ(models("sc,tso", {"/nowhere.litmus"}).status, 2);
}

} // namespace
} // namespace barrister
