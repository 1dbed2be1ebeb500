// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/schedule.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

std::vector<Scheduled> schedule_of_all(MemoryModel const& model) {
  return make_schedule(model, std::vector<bool>(model.nodes.size(), true));
}
std::vector<NodeId> plain(std::vector<Scheduled> const& steps) {
  std::vector<NodeId> out;
  for (auto const& s : steps)
    if (!s.group) out.push_back(s.node);
  return out;
}

TEST(Schedule, OperandsComeFirst) {
  auto const model = MemoryModel(build::sc());
  std::vector<bool> done(model.nodes.size());
  for (auto const& step : schedule_of_all(model)) {
    ASSERT_FALSE(step.group);
    for (auto o : operands(model.nodes[step.node])) EXPECT_TRUE(done[o]);
    EXPECT_FALSE(done[step.node]);
    done[step.node] = true;
  }
  EXPECT_EQ(std::ranges::count(done, true), std::ssize(done));
}

TEST(Schedule, OnlyWhatIsNeeded) {
  build::Model m;
  auto const po = m.base("po"), rf = m.base("rf");
  m.base("co");
  auto const both = m.either(po, rf);
  MemoryModel const& model = m;
  std::vector<bool> needed(model.nodes.size());
  needed[both] = true;
  close_under_operands(model, needed);
  EXPECT_EQ(plain(make_schedule(model, needed)), (std::vector<NodeId>{po, rf, both}));
}

// let rec a = po | b and b = rf | a
TEST(Schedule, AFixpointIsOneStepWithABodyForEachVariable) {
  build::Model m;
  auto const po = m.base("po"), rf = m.base("rf");
  auto const a = m.variable(0, 0), b = m.variable(0, 1);
  auto const body_a = m.either(po, b), body_b = m.either(rf, a);
  m.fixpoint({a, b}, {body_a, body_b});
  auto const after = m.then(a, b);
  auto const steps = schedule_of_all(m);
  ASSERT_EQ(steps.size(), 4u); // po, rf, the fixpoint, after
  EXPECT_EQ(steps[2].group, 0u);
  ASSERT_EQ(steps[2].bodies.size(), 2u);
  EXPECT_EQ(plain(steps[2].bodies[0]), (std::vector<NodeId>{body_a}));
  EXPECT_EQ(plain(steps[2].bodies[1]), (std::vector<NodeId>{body_b}));
  EXPECT_EQ(steps[3].node, after);
}

// let rec a = (let rec b = po | (a ; b) in b) | rf
// Known to fail: groups_of_nodes does not see that an inner variable depends on an outer one.
TEST(Schedule, AFixpointInsideAnotherIsAStepOfItsBody) {
  build::Model m;
  auto const po = m.base("po"), rf = m.base("rf");
  auto const a = m.variable(0, 0), b = m.variable(1, 0);
  auto const chain = m.then(a, b);
  auto const body_b = m.either(po, chain);
  auto const body_a = m.either(b, rf);
  m.fixpoint({a}, {body_a});
  m.fixpoint({b}, {body_b});
  auto const steps = schedule_of_all(m);
  ASSERT_EQ(steps.size(), 3u);
  ASSERT_EQ(steps[2].group, 0u);
  auto const& outer = steps[2].bodies[0];
  ASSERT_EQ(outer.size(), 2u);
  EXPECT_EQ(outer[0].group, 1u);
  EXPECT_EQ(plain(outer[0].bodies[0]), (std::vector<NodeId>{chain, body_b}));
  EXPECT_EQ(outer[1].node, body_a);
}

TEST(Schedule, GroupsOfNodesEndWithTheirFixpoint) {
  build::Model m;
  auto const po = m.base("po"), a = m.variable(0, 0), body = m.either(po, a);
  m.fixpoint({a}, {body});
  auto const after = m.then(a, a);
  auto const groups = groups_of_nodes(m);
  EXPECT_TRUE(groups[po].empty());
  EXPECT_EQ(groups[body], std::vector<std::uint32_t>{0});
  EXPECT_TRUE(groups[after].empty());
}

} // namespace
} // namespace barrister::solver
