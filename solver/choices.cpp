// SPDX-License-Identifier: BSD-2-Clause
#include "solver/choices.hpp"

namespace barrister::solver {
namespace {

// The relation S * S of an equivalence written (S * S) & loc.
NodeId without_location(MemoryModel const& model, NodeId n) {
  auto const& node = model.nodes[n];
  if (node.kind != NodeKind::Intersection) return n;
  auto const is_location = [&](NodeId o) {
    return model.nodes[o].kind == NodeKind::Base && model.nodes[o].name == "loc";
  };
  return is_location(node.b) ? node.a : is_location(node.a) ? node.b : n;
}

} // namespace

ChoicePlan plan_choices(MemoryModel const& model, std::vector<Bounds> const& bounds,
                        Candidates const& candidates) {
  ChoicePlan plan;
  auto const may = [&](NodeId n) -> Relation const& { return std::get<Relation>(bounds[n].may); };
  auto const both_ways = candidates.co | candidates.co.inverse();
  std::size_t orders_of_writes = 0;
  for (auto n : model.choices) {
    auto const& node = model.nodes[n];
    if (node.kind != NodeKind::ChosenOrder) {
      bool const none = std::get<EventSet>(bounds[node.a].may).empty();
      plan.modes.push_back(none ? ChoiceMode::Nothing : ChoiceMode::Free);
      continue;
    }
    auto const pairs = may(node.a) - Relation::identity(both_ways.size());
    // An order of one event is empty, but there is none when the event is to come before itself.
    bool const none = pairs.empty() && (may(node.a) & may(node.b)).irreflexive();
    plan.modes.push_back(none                          ? ChoiceMode::Nothing
                         : (pairs - both_ways).empty() ? ChoiceMode::Coherence
                                                       : ChoiceMode::Free);
    if ((pairs & both_ways).empty()) continue;
    ++orders_of_writes;
    auto const& surely = std::get<Relation>(bounds[without_location(model, node.a)].must);
    if (!(candidates.co - surely).empty())
      plan.problem = "'" + node.name + "' is chosen among orders of some writes of a cell, not of all";
  }
  if (orders_of_writes > 1) plan.problem = "the model chooses more than one order of the writes of a cell";
  return plan;
}

} // namespace barrister::solver
