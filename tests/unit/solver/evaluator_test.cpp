// SPDX-License-Identifier: BSD-2-Clause
// The fast evaluator against the obvious one.
#include "litmus.hpp"
#include "proofs/base.hpp"
#include "proofs/evaluate.hpp"
#include "solver/model/evaluator.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/random_model.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>
#include <numeric>

namespace barrister::solver {
namespace {

constexpr Level levels[] = {Level::Fixed, Level::Run, Level::Rf, Level::Co};

void fill(std::span<std::uint64_t> rows, EventSet const& set) {
  std::ranges::fill(rows, 0);
  for (EventId e = 0; e < set.size(); ++e)
    if (set.contains(e)) rows[e / 64] |= std::uint64_t{1} << (e % 64);
}
void fill(std::span<std::uint64_t> rows, Relation const& relation, std::size_t words) {
  std::ranges::fill(rows, 0);
  for (auto [a, b] : relation.pairs()) rows[a * words + b / 64] |= std::uint64_t{1} << (b % 64);
}

class Fast {
public:
  Fast(MemoryModel const& model, std::size_t events, Variation variation)
      : model_(model),
        evaluator_(std::make_shared<OrderedModel const>(model), events, variation, all_checks(model), {}) {}

  // What proofs says of each check.
  std::vector<bool> holds(Execution const& x) {
    Bits universe(evaluator_.words());
    fill(universe, EventSet::all(x.events.size()));
    evaluator_.set_universe(universe);
    for (auto l : levels) {
      for (auto const& node : model_.nodes)
        if (node.kind == NodeKind::Base) load(node, x);
      evaluator_.compute(l);
    }
    std::vector<bool> out(model_.checks.size());
    for (auto l : levels)
      for (auto c : evaluator_.checks_at(l)) out[c] = evaluator_.passes(c);
    return out;
  }

private:
  using Bits = std::vector<std::uint64_t>;
  static std::vector<std::size_t> all_checks(MemoryModel const& model) {
    std::vector<std::size_t> out(model.checks.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    return out;
  }
  void load(Node const& node, Execution const& x) {
    auto const rows = evaluator_.base(node.name);
    if (rows.empty()) return;
    if (node.is_set)
      fill(rows, proofs::base_set(node.name, x));
    else
      fill(rows, proofs::base_relation(node.name, x), evaluator_.words());
  }

  MemoryModel const& model_;
  Evaluator evaluator_;
};

void compare_on_random_models(int deepest) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + 3'000 && !testing::Test::HasFailure(); ++seed) {
    Chance chance(seed);
    auto const model = random_model(chance, deepest);
    auto const x = random_execution(chance);
    Variation const variation{chance() % 2 == 0, chance() % 2 == 0, chance() % 2 == 0, chance() % 2 == 0};
    EXPECT_EQ(Fast(model, x.events.size(), variation).holds(x), proofs::evaluate(model, x).holds)
        << "BARRISTER_SEED=" << seed;
  }
}

TEST(Evaluator, IsTheObviousOneOnRandomModels) { compare_on_random_models(0); }
// Known to fail: groups_of_nodes does not see that an inner variable depends on an outer one.
TEST(Evaluator, IsTheObviousOneOnFixpointsInsideFixpoints) { compare_on_random_models(2); }

// A second execution must not see what the first left behind.
TEST(Evaluator, ForgetsTheExecutionBefore) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + 500 && !HasFailure(); ++seed) {
    Chance chance(seed);
    auto const model = random_model(chance, 0);
    auto const x = random_execution(chance);
    auto y = x;
    std::swap(y.rf, y.co);
    Fast fast(model, x.events.size(), {true, true, true, true});
    for (auto const& execution : {x, y, x})
      EXPECT_EQ(fast.holds(execution), proofs::evaluate(model, execution).holds) << "BARRISTER_SEED=" << seed;
  }
}

// As in a model that was made from another, with an axiom more.
TEST(Evaluator, TwoNodesMayBeOfOneBaseRelation) {
  build::Model m;
  auto const first = m.base("rf"), co = m.base("co"), second = m.base("rf");
  m.check(build::Is::Empty, first, "first");
  m.check(build::Is::Acyclic, m.either(co, second), "second");
  Execution x;
  x.events.resize(2);
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(2);
  x.rf.insert(0, 1);
  x.co.insert(1, 0);
  MemoryModel const& model = m;
  EXPECT_EQ(Fast(model, 2, {}).holds(x), (std::vector<bool>{false, false}));
}

// The kernel's matching of RCU locks and unlocks is not monotone: the order of its rounds shows.
TEST(Evaluator, IsTheObviousOneOnShippedModels) {
  auto const test = small_test({"rcu_read_lock(); rcu_read_lock(); r0 = READ_ONCE(*x); rcu_read_unlock(); "
                                "WRITE_ONCE(*y, 1); rcu_read_unlock(); rcu_read_unlock();",
                                "r0 = READ_ONCE(*y); synchronize_rcu(); WRITE_ONCE(*x, 1);"});
  auto const found = enumerate(test, MemoryModel{}, 2);
  ASSERT_TRUE(found);
  EXPECT_GT(found->executions.size(), 1u);
  for (auto const* name : {"lkmm", "strong", "weak", "sc", "tso"}) {
    auto const model = load_shipped_model(name);
    for (auto const& x : found->executions)
      EXPECT_EQ(Fast(model, x.events.size(), {}).holds(x), proofs::evaluate(model, x).holds) << name;
  }
}

} // namespace
} // namespace barrister::solver
