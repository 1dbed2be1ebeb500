// SPDX-License-Identifier: BSD-2-Clause
// The law of bounds: must ⊆ actual ⊆ may, on every consistent execution. The tests here have no branches, so
// that an execution's events are the graph's.
#include "litmus.hpp"
#include "proofs/evaluate.hpp"
#include "solver/model/coherence.hpp"
#include "solver/unfold/threads.hpp"
#include "solver/values/candidates.hpp"
#include "tests/support/enumerate.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

template <class T> bool within(T small, T const& large) { return (small -= large).empty(); }

bool within(SetOrRelation const& small, SetOrRelation const& large) {
  if (auto const* set = std::get_if<EventSet>(&small)) return within(*set, std::get<EventSet>(large));
  return within(std::get<Relation>(small), std::get<Relation>(large));
}
bool within(proofs::Evaluation const& x, std::vector<Bounds> const& bounds, NodeId n) {
  return within(bounds[n].must, x.nodes[n]) && within(x.nodes[n], bounds[n].may);
}

std::vector<std::vector<std::string>> const tests = {
    {"WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); smp_mb(); r0 = READ_ONCE(*x);"},
    {"WRITE_ONCE(*x, 1); smp_store_release(y, 1);", "r0 = smp_load_acquire(y); r1 = READ_ONCE(*x);"},
    {"r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0);", "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0 + 1);"},
    {"*x = 1; rcu_assign_pointer(*p, y);", "q = rcu_dereference(*p); r0 = *q; *q = 2;"},
    {"r0 = xchg_relaxed(x, 1); WRITE_ONCE(*y, 1);", "r0 = xchg(y, 2); atomic_add(1, x);"},
    {"spin_lock(l); WRITE_ONCE(*x, 1); spin_unlock(l);", "spin_lock(l); r0 = READ_ONCE(*x); spin_unlock(l);"},
    {"rcu_read_lock(); r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); rcu_read_unlock();",
     "WRITE_ONCE(*y, 1); synchronize_rcu(); WRITE_ONCE(*x, 1);"}};

// `law` is asked of each execution and each node.
template <class Make> void expect_law(MemoryModel const& model, Make make) {
  std::vector<bool> const needed(model.nodes.size(), true);
  for (auto const& bodies : tests) {
    auto const test = small_test(bodies);
    auto const graph = unfold(test.program, 2);
    auto const bounds = compute_bounds(graph, model, make(graph, test.program, is_coherent(model)), needed);
    auto const found = enumerate(test, model, 2);
    ASSERT_TRUE(found);
    ASSERT_FALSE(found->executions.empty());
    for (auto const& x : found->executions) {
      ASSERT_EQ(x.events.size(), graph.events.size()) << bodies[0];
      auto const actual = proofs::evaluate(model, x);
      for (NodeId n = 0; n < model.nodes.size(); ++n)
        ASSERT_TRUE(within(actual, bounds, n))
            << model.name << " node " << n << " " << model.nodes[n].name << " of kind "
            << static_cast<int>(model.nodes[n].kind) << " on " << bodies[0];
      for (auto const& check : model.checks)
        if (!can_matter(check, bounds[check.node])) {
          auto const holds = actual.holds[static_cast<std::size_t>(&check - model.checks.data())];
          EXPECT_EQ(holds, check.role != Role::Flag) << check.text;
        }
    }
  }
}

class BoundsOf : public testing::TestWithParam<char const*> {};
INSTANTIATE_TEST_SUITE_P(Models, BoundsOf, testing::Values("lkmm", "strong", "weak", "sc", "tso"));

TEST_P(BoundsOf, HoldOfTraces) {
  expect_law(load_shipped_model(GetParam()),
             [](EventGraph const& graph, Program const& program, bool coherent) {
               return make_candidates(graph, make_traces(graph, program, {10'000}), coherent);
             });
}
TEST_P(BoundsOf, HoldOfDomains) {
  expect_law(load_shipped_model(GetParam()), [](EventGraph const& graph, Program const&, bool coherent) {
    return make_candidates(graph, compute_domains(graph), coherent);
  });
}

TEST(Bounds, AreTightWhereNothingIsOpen) {
  auto const model = load_shipped_model("sc");
  auto const test = small_test({"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);"});
  auto const graph = unfold(test.program, 2);
  auto const candidates = make_candidates(graph, compute_domains(graph), true);
  auto const bounds = compute_bounds(graph, model, candidates, std::vector<bool>(model.nodes.size(), true));
  for (NodeId n = 0; n < model.nodes.size(); ++n)
    if (model.nodes[n].name == "po" || model.nodes[n].name == "co") {
      EXPECT_EQ(bounds[n].may, bounds[n].must);
    }
}

} // namespace
} // namespace barrister::solver
