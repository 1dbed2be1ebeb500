// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/plan.hpp"
#include "solver/model/bounds.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/schedule.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Most of a kernel model speaks of what one test has not: such nodes need no computing, and do not put off
// what is built on them until rf or co is known. Inside a fixpoint, bounds tell of the end, not of each
// round.
MemoryModel without_empty(MemoryModel model, std::vector<Bounds> const& bounds,
                          std::vector<bool> const& needed) {
  auto const groups = groups_of_nodes(model);
  for (NodeId n = 0; n < model.nodes.size(); ++n) {
    auto& node = model.nodes[n];
    if (!needed[n] || !groups[n].empty() || is_choice(node.kind)) continue;
    if (std::visit([](auto const& may) { return may.empty(); }, bounds[n].may)) node.kind = NodeKind::Empty;
  }
  return model;
}

} // namespace

Plan plan_of_nothing(MemoryModel const& model) {
  return {model, {}, {std::vector(model.choices.size(), ChoiceMode::Nothing), {}}};
}

Plan make_plan(MemoryModel const& model, EventGraph const& graph, Candidates const& candidates, Take take) {
  bool const is_coherent_by_construction = take != Take::All && is_coherent(model);
  std::vector<bool> needed(model.nodes.size());
  if (take == Take::Consistent)
    for (auto const& c : model.checks) needed[c.node] = true;
  for (auto n : model.choices) needed[n] = true;
  close_under_operands(model, needed);
  auto const bounds = compute_bounds(graph, model, candidates, needed);
  Plan out{without_empty(model, bounds, needed), {}, plan_choices(model, bounds, candidates)};
  for (std::size_t i = 0; take == Take::Consistent && i < model.checks.size(); ++i) {
    auto const& check = model.checks[i];
    if (is_coherent_by_construction && says_coherence(model, check)) continue;
    if (can_matter(check, bounds[check.node])) out.checks.push_back(i);
  }
  return out;
}

} // namespace barrister::solver
