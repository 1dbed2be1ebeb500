// SPDX-License-Identifier: BSD-2-Clause
// What primitives are taken to cost.
#include "patch/costs.hpp"
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister {
namespace {

using patch::Architecture;
using patch::Costs;

TEST(Costs, MoreOrderIsNeverCheaper) {
  std::vector<std::optional<Architecture>> all{std::nullopt};
  for (std::size_t i = 0; i < patch::architectures; ++i) all.push_back(static_cast<Architecture>(i));
  for (auto const& architecture : all) {
    Costs const costs(architecture);
    for (auto const* less :
         {"smp_rmb", "smp_wmb", "smp_load_acquire", "smp_store_release", "smp_mb__after_atomic"})
      EXPECT_LE(costs.of(less), costs.of("smp_mb")) << less;
    for (auto const* form : {"_acquire", "_release", ""}) {
      EXPECT_LE(costs.of("xchg_relaxed"), costs.of(std::string("xchg") + form));
      EXPECT_LE(costs.of(std::string("xchg") + form), costs.of("xchg"));
    }
    EXPECT_EQ(costs.of("READ_ONCE"), 0u);
    EXPECT_LT(costs.of("smp_mb"), costs.of("synchronize_rcu"));
  }
}
TEST(Costs, OnX86OnlyFullBarriersCost) {
  Costs const costs(Architecture::X86);
  EXPECT_EQ(costs.of("smp_rmb"), 0u);
  EXPECT_EQ(costs.of("smp_mb__after_atomic"), 0u);
  EXPECT_GT(costs.of("smp_mb"), 0u);
  EXPECT_EQ(costs.instructions("smp_mb"), "lock addl");
}
TEST(Costs, OfAllAreTheSum) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < patch::architectures; ++i)
    sum += Costs(static_cast<Architecture>(i)).of("smp_wmb");
  EXPECT_EQ(Costs().of("smp_wmb"), sum);
}
TEST(Costs, AreThoseOfThePage) {
  std::ostringstream page;
  page << std::ifstream(BARRISTER_SOURCE "/spec/costs.md").rdbuf();
  for (auto const& row : patch::cost_table()) {
    std::string line = "| `" + std::string(row.primitive) + "` |";
    for (auto const& on : row.on)
      line += (on.instructions.empty() ? " – " : " `" + std::string(on.instructions) + "` ") +
              std::to_string(on.cost) + " |";
    line += " " + std::string(row.source) + " |\n";
    EXPECT_NE(page.str().find(line), std::string::npos) << line;
  }
}
TEST(Costs, CanBeSet) {
  Costs costs(Architecture::Arm64);
  costs.set("smp_rmb", 17);
  EXPECT_EQ(costs.of("smp_rmb"), 17u);
  EXPECT_TRUE(patch::has_cost("atomic_fetch_add_release"));
  EXPECT_FALSE(patch::has_cost("READ_ONCE"));
}

} // namespace
} // namespace barrister
