// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/choices.hpp"
#include "solver/model/schedule.hpp"
#include "solver/values/candidates.hpp"
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

// Events that a relation may relate to themselves. Bounds know no events that are both in a set and not in
// it.
EventSet loops(MemoryModel const& model, std::vector<Bounds> const& bounds, NodeId n) {
  auto const& node = model.nodes[n];
  auto const is_without = [&](NodeId set, NodeId other) {
    return model.nodes[set].kind == NodeKind::Difference && model.nodes[set].b == other;
  };
  auto const& may = std::get<Relation>(bounds[n].may);
  EventSet out(may.size());
  for (EventId e = 0; e < may.size(); ++e)
    if (may.contains(e, e)) out.insert(e);
  if (out.empty()) return out;
  if (node.kind == NodeKind::Union) return loops(model, bounds, node.a) | loops(model, bounds, node.b);
  if (node.kind == NodeKind::Intersection) return loops(model, bounds, node.a) & loops(model, bounds, node.b);
  if (node.kind == NodeKind::Difference) return loops(model, bounds, node.a);
  if (node.kind == NodeKind::Product && (is_without(node.a, node.b) || is_without(node.b, node.a)))
    return EventSet(may.size());
  return out;
}
// Of a ChosenOrder: some event may have to come before itself, and then there is none; unless an axiom says
// so, too.
bool may_have_no_order(MemoryModel const& model, std::vector<Bounds> const& bounds, Node const& order) {
  auto const forbids_loops = [&](Check const& check) {
    return check.role == Role::Axiom && !check.negated && check.test != Test::Empty && check.node == order.b;
  };
  if (std::ranges::any_of(model.checks, forbids_loops)) return false;
  return !(loops(model, bounds, order.a) & loops(model, bounds, order.b)).empty();
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
    bool const none = pairs.empty() && !may_have_no_order(model, bounds, node);
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
  for (auto n : model.choices) // an event that is to come before itself: there is no order to choose
    if (auto const& node = model.nodes[n];
        node.kind == NodeKind::ChosenOrder && may_have_no_order(model, bounds, node))
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
  auto const is_lock = [](GraphEvent const& e) {
    return e.kind == EventKind::Fence && e.address && !has_value(e);
  };
  if (std::ranges::none_of(graph.events, is_lock)) out.locks = LockSemantics::Waiting;
  return WithoutChoices{std::move(out), plan.modes};
}

void add_choices(Execution& x, std::vector<ChoiceMode> const& modes) {
  for (auto mode : modes)
    x.choices.push_back(mode == ChoiceMode::Coherence ? x.co : Relation(x.events.size()));
}

} // namespace barrister::solver
