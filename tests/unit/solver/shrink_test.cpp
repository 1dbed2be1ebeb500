// SPDX-License-Identifier: BSD-2-Clause
#include "litmus.hpp"
#include "proofs/base.hpp"
#include "proofs/evaluate.hpp"
#include "solver/model/inhabited.hpp"
#include "solver/model/prepared.hpp"
#include "solver/model/shrink.hpp"
#include "solver/unfold/threads.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/random_model.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

std::vector<bool> inhabited_in(MemoryModel const& model, Execution const& x) {
  std::vector<bool> out(model.nodes.size(), true);
  for (NodeId n = 0; n < model.nodes.size(); ++n) {
    auto const& node = model.nodes[n];
    if (node.kind != NodeKind::Base) continue;
    out[n] =
        node.is_set ? !proofs::base_set(node.name, x).empty() : !proofs::base_relation(node.name, x).empty();
  }
  return out;
}
std::size_t count(MemoryModel const& model, NodeKind kind) {
  return static_cast<std::size_t>(std::ranges::count(model.nodes, kind, &Node::kind));
}

void compare_on_random_models(int deepest) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + 3'000 && !testing::Test::HasFailure(); ++seed) {
    Chance chance(seed);
    auto const model = random_model(chance, deepest);
    auto x = random_execution(chance);
    for (auto* r : {&x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co, &x.po})
      if (chance() % 2 == 0) *r = Relation(x.events.size());
    if (chance() % 2 == 0)
      for (auto& e : x.events) e.tags = {};
    auto const small = shrink(model, inhabited_in(model, x));
    EXPECT_LE(small.nodes.size(), model.nodes.size());
    EXPECT_EQ(proofs::evaluate(small, x).holds, proofs::evaluate(model, x).holds)
        << "BARRISTER_SEED=" << seed;
  }
}
TEST(Shrink, ChecksSayWhatTheySaidOnRandomModels) { compare_on_random_models(0); }
TEST(Shrink, ChecksSayWhatTheySaidOnFixpointsInsideFixpoints) { compare_on_random_models(2); }

TEST(Shrink, ShippedModelsSayWhatTheySaidOfWhatATestCanDo) {
  std::vector<std::vector<std::string>> const bodies = {
      {"WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x);"},
      {"r0 = xchg(x, 1); if (r0) *y = 1;", "r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0);"},
      {"rcu_read_lock(); r0 = READ_ONCE(*x); rcu_read_unlock();", "synchronize_rcu(); WRITE_ONCE(*x, 1);"},
      {"spin_lock(l); *x = 1; spin_unlock(l);", "if (spin_trylock(l)) { r0 = *x; spin_unlock(l); }"}};
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"}) {
    auto const model = load_shipped_model(name);
    PreparedModel const prepared(model);
    for (auto const& body : bodies) {
      auto const test = small_test(body);
      auto const small = prepared.of(unfold(test.program, 2));
      EXPECT_LT(small->model.nodes.size(), model.nodes.size()) << name;
      EXPECT_EQ(prepared.of(unfold(test.program, 2)), small) << "it is made once";
      auto const found = enumerate(test, MemoryModel{}, 2);
      ASSERT_TRUE(found);
      ASSERT_FALSE(found->executions.empty());
      for (auto const& x : found->executions)
        EXPECT_EQ(proofs::evaluate(small->model, x).holds, proofs::evaluate(model, x).holds)
            << name << ": " << body[0];
    }
  }
}

// let rec a = rmw | a ; a: nothing, where there is no read-modify-write.
TEST(Shrink, AFixpointThatStaysEmptyIsGone) {
  build::Model m;
  auto const rmw = m.base("rmw"), a = m.variable(0, 0);
  m.fixpoint({a}, {m.either(rmw, m.then(a, a))});
  m.check(build::Is::Acyclic, m.either(m.base("po"), a), "ordered");
  MemoryModel const& model = m;
  std::vector<bool> has(model.nodes.size(), true);
  EXPECT_EQ(shrink(model, has).fixpoints.size(), 1u);
  has[rmw] = false;
  auto const small = shrink(model, has);
  EXPECT_TRUE(small.fixpoints.empty());
  ASSERT_EQ(small.nodes.size(), 1u);
  EXPECT_EQ(small.nodes[small.checks[0].node].name, "po");
}

// A variable that stays empty beside one that does not is kept: all of a fixpoint are solved together.
TEST(Shrink, AFixpointIsKeptWhole) {
  build::Model m;
  auto const po = m.base("po"), rmw = m.base("rmw");
  auto const a = m.variable(0, 0), b = m.variable(0, 1);
  m.fixpoint({a, b}, {m.either(po, m.then(a, a)), m.then(rmw, b)});
  m.check(build::Is::Acyclic, m.either(a, b), "ordered");
  MemoryModel const& model = m;
  std::vector<bool> has(model.nodes.size(), true);
  has[rmw] = false;
  auto const small = shrink(model, has);
  ASSERT_EQ(small.fixpoints.size(), 1u);
  EXPECT_EQ(small.fixpoints[0].variables.size(), 2u);
  EXPECT_EQ(count(small, NodeKind::Empty), 1u);
}

TEST(Shrink, WhatIsAskedOfNothingIsAskedOfTheEmptySet) {
  build::Model m;
  auto const rmw = m.base("rmw");
  m.check(build::Is::Empty, m.both(m.base("ext"), rmw), "atomic");
  MemoryModel const& model = m;
  std::vector<bool> has(model.nodes.size(), true);
  has[rmw] = false;
  auto const small = shrink(model, has);
  ASSERT_EQ(small.nodes.size(), 1u);
  EXPECT_EQ(small.nodes[small.checks[0].node].kind, NodeKind::Empty);
  EXPECT_EQ(small.checks[0].name, "atomic");
}

// Without reads there is no rf, and the axiom of coherence is another: what it asks for is asked for still.
TEST(Shrink, WhatTheWholeModelAsksForIsAskedFor) {
  for (auto const* name : {"lkmm", "sc", "tso"}) {
    auto const model = load_shipped_model(name);
    PreparedModel const prepared(model);
    auto const small = prepared.of(unfold(small_test({"WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2);"}).program, 2));
    EXPECT_TRUE(small->is_coherent) << name;
    EXPECT_TRUE(small->is_atomic) << name;
    EXPECT_EQ(small->says_coherence.size(), model.checks.size()) << name;
  }
}

// A trylock's read has tags that its answer decides.
TEST(Inhabited, WhatAnAnswerDecidesIsThere) {
  auto const model = load_shipped_model("lkmm");
  auto const test = small_test({"r0 = spin_trylock(l);"});
  auto const has = inhabited(model, unfold(test.program, 2, LockSemantics::ByModel));
  auto const is_there = [&](std::string const& name) {
    for (NodeId n = 0; n < model.nodes.size(); ++n)
      if (model.nodes[n].kind == NodeKind::Base && model.nodes[n].name == name) return bool{has[n]};
    ADD_FAILURE() << name;
    return false;
  };
  EXPECT_TRUE(is_there("LKR"));
  EXPECT_TRUE(is_there("LF"));
  EXPECT_FALSE(is_there("UL"));
  EXPECT_FALSE(is_there("Sync-rcu"));
}

} // namespace
} // namespace barrister::solver
