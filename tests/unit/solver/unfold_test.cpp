// SPDX-License-Identifier: BSD-2-Clause
// Events are numbered from the first that is no initial write.
#include "litmus.hpp"
#include "solver/unfold/threads.hpp"
#include "solver/verify.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister::solver {
namespace {

using Pairs = std::set<std::pair<int, int>>;

struct Unfolded {
  EventGraph graph;
  explicit Unfolded(std::string const& body, unsigned rounds = 2)
      : graph(unfold(small_test({body}).program, rounds)) {}

  std::size_t events() const { return graph.events.size() - graph.initial_writes; }
  Guard const& guard(std::size_t e) const {
    return graph.guards[graph.events[graph.initial_writes + e].guard];
  }
  // Edges that are there whenever both ends are executed; and those that are there sometimes.
  Pairs always(std::vector<Dependency> const& all) const { return pairs(all, true); }
  Pairs sometimes(std::vector<Dependency> const& all) const { return pairs(all, false); }

private:
  Pairs pairs(std::vector<Dependency> const& all, bool unconditional) const {
    Pairs out;
    auto const first = static_cast<int>(graph.initial_writes);
    for (auto const& d : all)
      if ((d.when == 0) == unconditional)
        out.insert({static_cast<int>(d.from) - first, static_cast<int>(d.to) - first});
    return out;
  }
};

TEST(Unfold, InitialWritesComeFirst) {
  Unfolded const u("WRITE_ONCE(*x, 1);");
  ASSERT_GE(u.graph.initial_writes, 4u);
  for (EventId e = 0; e < u.graph.initial_writes; ++e) EXPECT_EQ(u.graph.events[e].thread, no_cpu);
  EXPECT_EQ(u.events(), 1u);
  EXPECT_TRUE(u.guard(0).empty());
}

TEST(Unfold, DataFollowsValues) {
  Unfolded const u("r0 = READ_ONCE(*x); r1 = r0 + 1; WRITE_ONCE(*y, r1); WRITE_ONCE(*z, 1);");
  EXPECT_EQ(u.always(u.graph.data), (Pairs{{0, 1}}));
  EXPECT_EQ(u.always(u.graph.addr), Pairs{});
  EXPECT_EQ(u.always(u.graph.ctrl), Pairs{});
}
TEST(Unfold, AFalseDependencyIsADependency) {
  Unfolded const u("r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0 ^ r0);");
  EXPECT_EQ(u.always(u.graph.data), (Pairs{{0, 1}}));
}
TEST(Unfold, OverwritingALocalEndsIt) {
  Unfolded const u("r0 = READ_ONCE(*x); r0 = 1; WRITE_ONCE(*y, r0);");
  EXPECT_EQ(u.always(u.graph.data), Pairs{});
}
TEST(Unfold, AddrFollowsPointers) {
  Unfolded const u("q = READ_ONCE(*p); r0 = READ_ONCE(*q); WRITE_ONCE(*q, 1);");
  EXPECT_EQ(u.always(u.graph.addr), (Pairs{{0, 1}, {0, 2}}));
}
TEST(Unfold, CtrlEndsWithTheBranch) {
  Unfolded const u("r0 = READ_ONCE(*x); if (r0) { WRITE_ONCE(*y, 1); smp_mb(); } else { WRITE_ONCE(*y, 2); } "
                   "WRITE_ONCE(*z, 1);");
  EXPECT_EQ(u.always(u.graph.ctrl), (Pairs{{0, 1}, {0, 2}, {0, 3}}));
  ASSERT_EQ(u.events(), 5u);
  EXPECT_EQ(u.guard(1), u.guard(2));
  ASSERT_EQ(u.guard(1).size(), 1u);
  EXPECT_TRUE(u.guard(1)[0].holds);
  EXPECT_FALSE(u.guard(3)[0].holds);
  EXPECT_TRUE(u.guard(4).empty());
}
TEST(Unfold, InnerBranchesDependOnOuterReads) {
  Unfolded const u("r0 = READ_ONCE(*x); if (r0) { r1 = READ_ONCE(*y); if (r1) WRITE_ONCE(*z, 1); }");
  EXPECT_EQ(u.always(u.graph.ctrl), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(u.guard(2).size(), 2u);
}
TEST(Unfold, ALocalAssignedInABranchHandsItsReadsToConditionsNotToData) {
  Unfolded const u("r0 = READ_ONCE(*x); if (r0) { r1 = 1; } else { r1 = 2; } WRITE_ONCE(*y, r1); if (r1 == "
                   "1) WRITE_ONCE(*z, 1);");
  EXPECT_EQ(u.always(u.graph.data), Pairs{});
  EXPECT_EQ(u.sometimes(u.graph.data), Pairs{});
  auto ctrl = u.always(u.graph.ctrl);
  ctrl.merge(u.sometimes(u.graph.ctrl));
  EXPECT_EQ(ctrl, (Pairs{{0, 2}}));
}
TEST(Unfold, ADependencyThroughOneBranchIsThereSometimes) {
  Unfolded const u(
      "r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); if (r0) { r2 = r1; } else { r2 = 1; } WRITE_ONCE(*z, r2);");
  EXPECT_EQ(u.always(u.graph.data), Pairs{});
  EXPECT_EQ(u.sometimes(u.graph.data), (Pairs{{1, 2}}));
}
TEST(Unfold, ConstantConditionsLeaveOneBranch) {
  Unfolded const u("if (1 == 1) { WRITE_ONCE(*x, 1); } else { WRITE_ONCE(*y, 1); }");
  EXPECT_EQ(u.events(), 1u);
  EXPECT_TRUE(u.guard(0).empty());
}

TEST(Unfold, ReadModifyWritesArePairs) {
  Unfolded const u("r0 = xchg(x, 1); r1 = cmpxchg(y, 0, 1); atomic_add(1, z);");
  ASSERT_EQ(u.graph.rmw.size(), 3u);
  for (auto [r, w] : u.graph.rmw) EXPECT_EQ(w, r + 1);
  EXPECT_TRUE(u.guard(1).empty());
  EXPECT_EQ(u.guard(3).size(), 1u) << "a cmpxchg that fails has no write";
  EXPECT_EQ(u.always(u.graph.ctrl), Pairs{}) << "the instruction tests by itself";
}
TEST(Unfold, LocksWait) {
  Unfolded const u("spin_lock(l); WRITE_ONCE(*x, 1); spin_unlock(l);");
  ASSERT_EQ(u.graph.waits.size(), 1u);
  EXPECT_EQ(u.graph.waits[0].read, u.graph.initial_writes);
  EXPECT_EQ(u.events(), 4u); // LKR, LKW, W, UL
}

TEST(Unfold, LoopsAreCutAfterTheirRounds) {
  for (unsigned rounds : {0u, 1u, 3u}) {
    Unfolded const u("r0 = READ_ONCE(*x); while (r0 == 0) { r0 = READ_ONCE(*x); }", rounds);
    EXPECT_EQ(u.events(), 1u + rounds);
    ASSERT_EQ(u.graph.cuts.size(), 1u);
    EXPECT_EQ(u.graph.guards[u.graph.cuts[0].guard].size(), 1u + rounds);
  }
}
TEST(Unfold, ALoopThatEndsIsNotCut) {
  Unfolded const u("r0 = 0; while (r0 < 2) { WRITE_ONCE(*x, r0); r0 = r0 + 1; }", 2);
  EXPECT_EQ(u.events(), 2u);
  EXPECT_TRUE(u.graph.cuts.empty());
}

// Runs that are cut end in no trace: they count, or there would be no end to them.
TEST(Unfold, RunsThatAreCutAreFewEnoughToBeLookedAt) {
  std::string const
      loop = "r0 = 0; while (r0 < 12) { r1 = READ_ONCE(*x); WRITE_ONCE(*y, r1); r0 = r0 + 1; }",
      back = "r0 = 0; while (r0 < 12) { r1 = READ_ONCE(*y); WRITE_ONCE(*x, r1 + r0); r0 = r0 + 1; }";
  Options options;
  options.unroll = 8;
  auto const result = verify(small_test({loop, back}), MemoryModel{}, options);
  EXPECT_TRUE(result.bound_reached);
}
// Nothing is concluded from a part of it.
TEST(Unfold, WhatIsTooMuchIsSaid) {
  std::string const loops = "r0 = 0; while (r0 < 200) { r1 = 0; while (r1 < 200) { WRITE_ONCE(*x, r1); r1 = "
                            "r1 + 1; } r0 = r0 + 1; }";
  EXPECT_NE(Unfolded(loops, 1000).graph.problem.find("more than 10,000 events"), std::string::npos);
  EXPECT_EQ(Unfolded(loops, 2).graph.problem, "");
  Options options;
  options.unroll = 1000;
  auto const result = verify(small_test({loops}), MemoryModel{}, options);
  EXPECT_NE(result.unknown, "");
  EXPECT_TRUE(result.capped);
  std::string const writes = "r0 = 0; while (r0 < 400) { WRITE_ONCE(*x, r0); r0 = r0 + 1; }";
  EXPECT_NE(verify(small_test({writes, writes, "r0 = READ_ONCE(*x);"}), MemoryModel{}, options)
                .unknown.find("too many writes to order"),
            std::string::npos);
}

TEST(Unfold, ComputedWritesAreCounted) {
  EXPECT_EQ(computed_writes(Unfolded("WRITE_ONCE(*x, 1); r0 = READ_ONCE(*x);").graph), 0u);
  EXPECT_EQ(computed_writes(Unfolded("r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0); WRITE_ONCE(*y, 2);").graph),
            1u);
}

} // namespace
} // namespace barrister::solver
