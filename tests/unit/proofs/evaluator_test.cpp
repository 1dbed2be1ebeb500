// SPDX-License-Identifier: BSD-2-Clause
// The evaluator that goes from one execution to the next against the one that starts anew.
#include "proofs/axioms.hpp"
#include "proofs/evaluator.hpp"
#include "tests/support/random_model.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>
#include <numeric>

namespace barrister::proofs {
namespace {

std::vector<NodeId> checked_nodes(MemoryModel const& model) {
  std::vector<NodeId> out;
  for (auto const& check : model.checks) out.push_back(check.node);
  return out;
}

void expect_same(Evaluator const& evaluator, MemoryModel const& model, Execution const& x,
                 std::uint64_t seed) {
  auto const plain = evaluate(model, x);
  for (std::size_t i = 0; i < model.checks.size(); ++i) {
    auto const& check = model.checks[i];
    EXPECT_EQ(evaluator.value(check.node), plain.nodes[check.node]) << "BARRISTER_SEED=" << seed;
    EXPECT_EQ(evaluator.succeeds(check), plain.holds[i]) << "BARRISTER_SEED=" << seed;
  }
}

// As a run of the same test may: one relation, one value, one tag, the address of one event.
Execution changed_a_little(Execution x, Chance& chance) {
  auto const below = [&](std::size_t n) { return chance() % n; };
  auto const any = [&] { return static_cast<EventId>(below(x.events.size())); };
  switch (below(6)) {
  case 0: (below(2) == 0 ? x.rf : x.co).insert(any(), any()); break;
  case 1: (below(2) == 0 ? x.rf : x.co) = Relation(x.events.size()); break;
  case 2: x.data.insert(any(), any()); break;
  case 3: x.events[any()].value = number(7); break;
  case 4: x.events[any()].tags = Tag::Mb; break;
  default: {
    auto& event = x.events[any()];
    if (event.address) event.address = address(static_cast<ObjectId>(below(3)));
  }
  }
  return x;
}

void compare(int deepest, std::uint64_t seeds) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + seeds && !testing::Test::HasFailure(); ++seed) {
    Chance chance(seed);
    auto const model = random_model(chance, deepest);
    auto x = random_execution(chance);
    EvaluationPlan const plan(model, checked_nodes(model));
    Evaluator evaluator(model, plan);
    for (int i = 0; i < 6; ++i) {
      evaluator.look_at(x);
      EXPECT_TRUE(evaluator.unsettled().empty());
      expect_same(evaluator, model, x, seed);
      x = chance() % 4 == 0 ? random_execution(chance) : changed_a_little(x, chance);
    }
  }
}

TEST(EvaluatorAgain, IsTheObviousOneOnRandomModels) { compare(0, 1'000); }
TEST(EvaluatorAgain, IsTheObviousOneOnFixpointsInsideFixpoints) { compare(2, 1'000); }

TEST(EvaluatorAgain, SeesOtherTagsOfTheSameNumber) {
  build::Model m;
  auto const id = m.node(NodeKind::Base, true, 0, 0, "Stop");
  Execution x;
  x.events.resize(1);
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(1);
  auto y = x;
  x.events[0].tags = *x.tag_names.intern("Go");
  y.events[0].tags = *y.tag_names.intern("Stop");
  ASSERT_EQ(x.events[0].tags, y.events[0].tags);
  EvaluationPlan const plan(m, {id});
  Evaluator evaluator(m, plan);
  evaluator.look_at(x);
  EXPECT_TRUE(std::get<EventSet>(evaluator.value(id)).empty());
  evaluator.look_at(y);
  EXPECT_FALSE(std::get<EventSet>(evaluator.value(id)).empty());
}

// r = _ * _ where r was empty, and empty where it was not.
build::Model never_settles() {
  build::Model m;
  auto const all = m.node(NodeKind::Universe, true);
  auto const variable = m.variable(0, 0);
  m.fixpoint({variable},
             {m.relation(NodeKind::Difference, m.relation(NodeKind::Product, all, all), variable)});
  m.check(build::Is::Empty, m.either(variable, variable), "none");
  return m;
}

TEST(EvaluatorAgain, WhatDoesNotSettleIsSaidOfEachExecution) {
  auto const model = never_settles();
  Execution x;
  x.events.resize(1);
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(1);
  PreparedAxioms const prepared(model);
  Axioms axioms(prepared);
  for (int i = 0; i < 2; ++i) {
    auto const broken = axioms.broken_by(x);
    ASSERT_EQ(broken.size(), 1u);
    EXPECT_NE(broken[0].find("does not settle"), std::string::npos) << broken[0];
  }
}

// What was fine before is not when it has changed, and is again when it has changed back.
TEST(Axioms, AreAskedOfEachExecution) {
  build::Model model;
  model.check(build::Is::Acyclic, model.base("co"), "order");
  Execution x;
  x.events.resize(2);
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(2);
  x.co.insert(0, 1);
  auto y = x;
  y.co.insert(1, 0);
  PreparedAxioms const prepared(model);
  Axioms axioms(prepared);
  EXPECT_TRUE(axioms.broken_by(x).empty());
  EXPECT_TRUE(axioms.broken_by(x).empty());
  EXPECT_EQ(axioms.broken_by(y).size(), 1u);
  EXPECT_EQ(axioms.broken_by(y).size(), 1u);
  EXPECT_TRUE(axioms.broken_by(x).empty());
}
// Without events, too.
TEST(Axioms, AreAskedOfNothing) {
  build::Model model;
  model.check(build::Is::Empty, model.base("co"), "some", Role::Axiom, true);
  Execution x;
  PreparedAxioms const prepared(model);
  EXPECT_EQ(Axioms(prepared).broken_by(x).size(), 1u);
}

} // namespace
} // namespace barrister::proofs
