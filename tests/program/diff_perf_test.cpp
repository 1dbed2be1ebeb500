// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff` of the patch that this program grew from: what it fixes, what it leaves, and what goes
// wrong without its barrier. With two rounds of a loop, for the time that more takes.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran diff(std::string const& before, std::string const& after, std::vector<std::string> const& properties) {
  std::vector<std::string> words = {"diff",      "--model", "lkmm",      "--unroll", "2",
                                    "--variant", before,    "--variant", after};
  for (auto const& p : properties) words.insert(words.end(), {"--property", p});
  words.push_back(BARRISTER_SOURCE "/proofs/perf-install/perf-install.protocol");
  return barrister_with(words);
}

TEST(DiffOfPerf, ThePatchFixesALivelockAndTheLostEventAndLeavesTheRest) {
  auto const ran = diff("V49", "V410", {"S1", "L1", "L2"});
  EXPECT_EQ(ran.status, 3) << ran.out; // one holds as far as loops were followed
  EXPECT_TRUE(has(ran.out, "  fixed: L1: before, violated by livelock; now, holds\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "--- again and again: ---")) << ran.out;
  EXPECT_TRUE(has(ran.out, "  fixed: S1: before, violated; now, holds within 2 rounds\n")) << ran.out;
  EXPECT_FALSE(has(ran.out, "BROKEN")) << ran.out;
  EXPECT_TRUE(ran.out.ends_with("\n2 fixed; 1 claim as before, some within a bound alone.\n")) << ran.out;
}
TEST(DiffOfPerf, WithoutItsBarrierTheEventIsLost) {
  auto const ran = diff("V410", "M1", {"S1"});
  EXPECT_EQ(ran.status, 1) << ran.out;
  EXPECT_TRUE(has(ran.out, "  BROKEN: S1: before, holds within 2 rounds; now, violated\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "1 BROKEN; 0 claims as before, some within a bound alone.\n")) << ran.out;
}

} // namespace
} // namespace barrister
