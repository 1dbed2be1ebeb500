// SPDX-License-Identifier: BSD-2-Clause
#include "solver/choices.hpp"
#include "solver/candidates.hpp"
#include "solver/schedule.hpp"
#include <algorithm>

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

std::optional<WithoutChoices> without_choices(MemoryModel const& model, EventGraph const& graph) {
  std::vector<bool> needed(model.nodes.size());
  for (auto n : model.choices) needed[n] = true;
  close_under_operands(model, needed);
  auto const candidates = make_candidates(graph, compute_domains(graph), false);
  auto const bounds = compute_bounds(graph, model, candidates, needed);
  auto const plan = plan_choices(model, bounds, candidates);
  auto const may = [&](NodeId n) -> Relation const& { return std::get<Relation>(bounds[n].may); };
  for (auto n : model.choices) // an event that is to come before itself: there is no order to choose
    if (auto const& node = model.nodes[n];
        node.kind == NodeKind::ChosenOrder && !(may(node.a) & may(node.b)).irreflexive())
      return std::nullopt;
  if (!plan.problem.empty() || std::ranges::find(plan.modes, ChoiceMode::Free) != plan.modes.end())
    return std::nullopt;
  auto out = model;
  for (std::size_t i = 0; i < plan.modes.size(); ++i) {
    auto& node = out.nodes[out.choices[i]];
    node = {NodeKind::Empty, node.is_set, 0, 0, ""};
    if (plan.modes[i] == ChoiceMode::Coherence) node = {NodeKind::Base, false, 0, 0, "co"};
  }
  out.choices.clear();
  auto const is_lock = [](GraphEvent const& e) { return e.kind == EventKind::Fence && e.address && !has_value(e); };
  if (std::ranges::none_of(graph.events, is_lock)) out.locks = LockSemantics::Waiting;
  return WithoutChoices{std::move(out), plan.modes};
}

void add_choices(Execution& x, std::vector<ChoiceMode> const& modes) {
  for (auto mode : modes)
    x.choices.push_back(mode == ChoiceMode::Coherence ? x.co : Relation(x.events.size()));
}

} // namespace barrister::solver
