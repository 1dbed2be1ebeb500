// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff --search --models A,B`: a small test on which they differ.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran search(std::string const& both, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"diff", "--search", "--models", both};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

TEST(DiffSearch, StoreBufferingTellsTsoFromSc) {
  auto const ran = search("sc,tso");
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_EQ(ran.out, "C W-R+W-R\n\n"
                     "(* Under sc the exists clause is unreachable; under tso it is reachable.\n"
                     "   3 tests that are no larger were tried before it. *)\n\n"
                     "{}\n\n"
                     "P0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\tint r1 = READ_ONCE(*y);\n}\n\n"
                     "P1(int *y, int *x)\n{\n\tWRITE_ONCE(*y, 1);\n\tint r1 = READ_ONCE(*x);\n}\n\n"
                     "exists (0:r1=0 /\\ 1:r1=0)\n");
}
// In 2016 it was open whether smp_wmb() on both sides forbids 2+2W.
TEST(DiffSearch, TheKernelsModelsOf2016DifferByTwoBarriers) {
  auto const ran = search("weak,strong");
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out, "C W-wmb-W+W-wmb-W\n")) << ran.out;
}
TEST(DiffSearch, WhatIsFoundIsATestThatCheckTakes) {
  Folder const folder;
  auto const file = folder.write("found.litmus", search("tso,lkmm").out);
  auto const under = [&](char const* model) { return barrister_with({"check", "--model", model, file}).out; };
  EXPECT_TRUE(has(under("tso"), "the exists clause is unreachable under tso")) << under("tso");
  EXPECT_TRUE(has(under("lkmm"), "the exists clause is reachable under lkmm")) << under("lkmm");
}
TEST(DiffSearch, OneMayBeTheUsers) {
  Folder const folder;
  // Program order is all that counts of fences.
  auto const mine = folder.write("mine.cat", "\"mine\"\ninclude \"cos.cat\"\n"
                                             "acyclic po-loc | rf | co | fr as coherence\n"
                                             "acyclic po | rf as no-thin-air\n");
  auto const ran = search("lkmm," + mine);
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out, "under " + mine + " it is ")) << ran.out;
}
TEST(DiffSearch, NoDifferenceClaimsNoMoreThanItTried) {
  auto const some = search("sc,tso", {"--at-most", "3"});
  EXPECT_EQ(some.status, 0);
  EXPECT_EQ(some.out, "No difference between sc and tso among 3 tests:\n3 of 146 with 2 threads.\n");
  auto const more = search("lkmm,lkmm-v4.17", {"--at-most", "150"});
  EXPECT_EQ(more.status, 0) << more.err;
  EXPECT_EQ(more.out, "No difference between lkmm and lkmm-v4.17 among 150 tests:\n"
                      "all of 146 with 2 threads, 4 of 1751 with 3 threads.\n");
  EXPECT_EQ(search("lkmm,lkmm-v4.17", {"--at-most", "9", "--quiet"}).out, "");
}
TEST(DiffSearch, BadInputIsSaid) {
  EXPECT_EQ(barrister_with({"diff", "--search"}).status, 2);
  EXPECT_EQ(search("sc").status, 2);
  EXPECT_EQ(search("sc,lkm").status, 2);
  EXPECT_EQ(search("sc,/nowhere.cat").status, 2);
  EXPECT_EQ(search("sc,tso", {"--at-most", "0"}).status, 2);
  EXPECT_EQ(search("sc,tso", {BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus"}).status, 2);
  EXPECT_EQ(barrister_with({"diff", "--models", "sc,tso", "--at-most", "3"}).status, 2);
}

} // namespace
} // namespace barrister
