// SPDX-License-Identifier: BSD-2-Clause
// Data races, of tests and of protocols: asked for by themselves, shown with both accesses.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr char const* header = "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\n";

Ran check(std::string const& text, std::vector<std::string> more = {}) {
  Folder const folder;
  more.insert(more.begin(), {"check", folder.write("p.protocol", header + text)});
  return barrister_with(more);
}
bool says(Ran const& ran, std::string const& words) { return ran.out.find(words) != std::string::npos; }

TEST(Races, OfAProtocolAreFoundWithoutBeingAskedFor) {
  auto const ran = check("int x;\nghost int s;\ntask a { x = 1; }\ntask b { s = x; }\n"
                         "property P \"\": never s == 2;\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(says(ran, "races  found  unexpected: expected none")) << ran.out;
  EXPECT_TRUE(says(ran, "data race on x")) << ran.out;
  EXPECT_TRUE(says(ran, "plain write of 1 on CPU 0, a at line 5: x = 1;")) << ran.out;
  EXPECT_TRUE(says(ran, "on CPU 1, b at line 6: s = x;")) << ran.out;
}
TEST(Races, ThereAreNoneUnderALock) {
  auto const ran = check("use smp;\nint n;\nspinlock_t l;\n"
                         "task a { spin_lock(&l); n++; spin_unlock(&l); }\n"
                         "task b { spin_lock(&l); n++; spin_unlock(&l); }\n"
                         "property P \"\": finally n == 2;\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(says(ran, "races  none")) << ran.out;
}
TEST(Races, OneLockOfTwoIsNotEnough) {
  auto const ran = check("use smp;\nint n;\nspinlock_t l, m;\n"
                         "task a { spin_lock(&l); n++; spin_unlock(&l); }\n"
                         "task b { spin_lock(&m); n++; spin_unlock(&m); }\n"
                         "property P \"\": never n == 5;\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(says(ran, "data race on n")) << ran.out;
}
TEST(Races, AMessageNeedsBothItsHalves) {
  std::string const send =
      "int data, flag;\nghost int s;\ntask a { data = 1; smp_store_release(&flag, 1); }\n";
  std::string const property = "property P \"\": never s == 2;\n";
  EXPECT_EQ(check(send + "task b { if (smp_load_acquire(&flag)) s = data; }\n" + property).status, 0);
  EXPECT_EQ(check(send + "task b { if (READ_ONCE(flag)) s = data; }\n" + property).status, 1);
}
TEST(Races, WhatOneCpuDoesIsNone) {
  auto const ran =
      check("int x;\ninterrupt tick { x = 2; }\ntask a { x = 1; raise(tick, 0); x = 3; }\ntask b { ; }\n"
            "property P \"\": never x == 5;\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
}
TEST(Races, AHandlerOfAnotherCpuHasThem) {
  auto const ran =
      check("int x;\ninterrupt tick { x = 2; }\ntask a { raise(tick, 1); x = 1; }\ntask b { ; }\n"
            "property P \"\": never x == 5;\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(says(ran, "tick (interrupt) at line")) << ran.out;
}
TEST(Races, ThatAreMeantAreExpected) {
  std::string const racy = "int x;\ntask a { x = 1; }\ntask b { x = 2; }\nproperty P \"\": never x == 5;\n";
  auto const ran = check(racy + "expect p: violated races;\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(says(ran, "races  found   as expected") || says(ran, "races  found  as expected")) << ran.out;
  auto const none = check("int x;\ntask a { x = 1; }\ntask b { ; }\nproperty P \"\": never x == 5;\n"
                          "expect p: violated races;\n");
  EXPECT_EQ(none.status, 1) << none.out;
}
TEST(Races, AreAskedForByName) {
  auto const ran = check("int x;\ntask a { x = 1; }\ntask b { x = 2; }\nproperty P \"\": never x == 5;\n",
                         {"--property", "races"});
  EXPECT_TRUE(says(ran, "races  found")) << ran.out;
  EXPECT_FALSE(says(ran, "  P  ")) << ran.out;
}
TEST(Races, AModelThatKnowsNoneIsNotAsked) {
  auto const ran = check("int x;\ntask a { x = 1; }\ntask b { x = 2; }\nproperty P \"\": never x == 5;\n",
                         {"--model", "sc"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_FALSE(says(ran, "races")) << ran.out;
}
TEST(Races, NoPropertyTakesTheirName) {
  auto const ran = check("int x;\ntask a { x = 1; }\ntask b { ; }\nproperty races \"\": never x == 5;\n");
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("'races'"), std::string::npos) << ran.err;
}
TEST(Races, AreInTheJson) {
  Folder const folder;
  auto const file =
      folder.write("p.protocol", std::string(header) + "int x;\ntask a { x = 1; }\ntask b { x = 2; }\n"
                                                       "property P \"\": never x == 5;\n");
  auto const ran = barrister_with({"check", file, "--format", "json"});
  auto const at = ran.out.find(R"("race":{"location":"x","first":{"by":)");
  EXPECT_NE(at, std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find(R"("kind":"write","plain":true)", at), std::string::npos) << ran.out;
}
TEST(Races, OfATestAreShownWithBothAccesses) {
  Folder const folder;
  auto const ran =
      barrister_with({"check", folder.write("t.litmus", "C t\n{}\nP0(int *x) { *x = 1; }\n"
                                                        "P1(int *x) { int r0; r0 = READ_ONCE(*x); }\n"
                                                        "exists (1:r0=1)\n")});
  EXPECT_TRUE(says(ran, "plain write of 1 on CPU 0, P0 at line 3: *x = 1;")) << ran.out;
  EXPECT_TRUE(says(ran, "marked read of ")) << ran.out;
}
// Twelve CPUs that race in pairs have too many executions to look at each.
TEST(Races, AreFoundWhereNotAllExecutionsAreCounted) {
  std::string text = "C many\n{}\n", parameters = "int *x0";
  for (int i = 1; i < 6; ++i) parameters += ", int *x" + std::to_string(i);
  for (int i = 0; i < 12; ++i) {
    auto const x = "x" + std::to_string(i / 2);
    text += "P" + std::to_string(i) + "(" + parameters + ") { WRITE_ONCE(*" + x + ", " +
            std::to_string(i + 1) + "); int r0 = READ_ONCE(*" + x + "); WRITE_ONCE(*" + x + ", 20); }\n";
  }
  auto const asked = "exists (0:r0=2)\n";
  Folder const folder;
  EXPECT_FALSE(says(barrister_with({"check", folder.write("t.litmus", text + asked)}), "data race"));
  text.replace(text.find("WRITE_ONCE(*x5, 12)"), 19, "*x5 = 12           ");
  auto const ran = barrister_with({"check", folder.write("u.litmus", text + asked)});
  EXPECT_TRUE(says(ran, "data race on x5")) << ran.out;
  EXPECT_FALSE(says(ran, "not complete")) << ran.out;
}

} // namespace
} // namespace barrister
