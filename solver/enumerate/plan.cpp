// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/plan.hpp"
#include "solver/model/bounds.hpp"
#include "solver/model/schedule.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Such nodes need no computing, and do not put off what is built on them until rf or co is known. Inside a
// fixpoint, bounds tell of the end, not of each round.
std::vector<bool> empty_nodes(OrderedModel const& ordered, std::vector<Bounds> const& bounds,
                              std::vector<bool> const& needed) {
  std::vector<bool> out(needed.size());
  for (NodeId n = 0; n < needed.size(); ++n)
    out[n] = needed[n] && ordered.groups[n].empty() && !is_choice(ordered.model.nodes[n].kind) &&
             std::visit([](auto const& may) { return may.empty(); }, bounds[n].may);
  return out;
}

} // namespace

Plan plan_of_nothing(OrderedModel const& ordered) {
  return {{}, {}, {std::vector(ordered.model.choices.size(), ChoiceMode::Nothing), {}}};
}

Plan make_plan(OrderedModel const& ordered, EventGraph const& graph, Candidates const& candidates,
               Take take) {
  auto const& model = ordered.model;
  bool const is_coherent_by_construction = take != Take::All && ordered.is_coherent;
  std::vector<bool> needed(model.nodes.size());
  if (take == Take::Consistent)
    for (auto const& c : model.checks) needed[c.node] = true;
  for (auto n : model.choices) needed[n] = true;
  close_under_operands(model, needed);
  auto const bounds = compute_bounds(graph, ordered, candidates, needed);
  Plan out{empty_nodes(ordered, bounds, needed), {}, plan_choices(model, bounds, candidates)};
  for (std::size_t i = 0; take == Take::Consistent && i < model.checks.size(); ++i) {
    auto const& check = model.checks[i];
    if (is_coherent_by_construction && ordered.says_coherence[i]) continue;
    if (can_matter(check, bounds[check.node])) out.checks.push_back(i);
  }
  return out;
}

} // namespace barrister::solver
