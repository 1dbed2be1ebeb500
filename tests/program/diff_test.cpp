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
  EXPECT_TRUE(has(ran.out, "C-peterz and C-peterz-no-mb-0 under lkmm:\n"
                           "  BROKEN: the exists clause was unreachable before, and is reachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "  changed: new final state: 0:r1=0; 2:r1=1; 2:r2=0;\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "r2 = READ_ONCE(*x);")) << ran.out; // the trace
  EXPECT_TRUE(has(ran.out, "1 BROKEN, 1 changed; 0 claims as before.")) << ran.out;
}
TEST(Diff, ABarrierMoreIsNot) {
  auto const ran = diff({without, with});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "fixed: the exists clause was reachable before, and is unreachable\n")) << ran.out;
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
