// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/evaluation_plan.hpp"
#include <algorithm>
#include <array>

namespace barrister::proofs {
namespace {

Relation Execution::*relation_of(std::string_view name) {
  struct Named {
    std::string_view name;
    Relation Execution::*relation;
  };
  static constexpr std::array<Named, 7> all = {{{"po", &Execution::po},
                                                {"addr", &Execution::addr},
                                                {"data", &Execution::data},
                                                {"ctrl", &Execution::ctrl},
                                                {"rmw", &Execution::rmw},
                                                {"rf", &Execution::rf},
                                                {"co", &Execution::co}}};
  auto const found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? nullptr : found->relation;
}

void mark(std::vector<Step> const& steps, MemoryModel const& model, std::vector<bool>& is_used) {
  for (auto const& step : steps) {
    if (!step.fixpoint) {
      is_used[step.node] = true;
      continue;
    }
    for (auto v : model.fixpoints[*step.fixpoint].variables) is_used[v] = true;
    for (auto const& body : step.bodies) mark(body, model, is_used);
  }
}

} // namespace

EvaluationPlan::EvaluationPlan(MemoryModel const& model, std::vector<NodeId> asked)
    : wanted(std::move(asked)), steps(steps_to(model, wanted)) {
  std::vector<bool> is_used(model.nodes.size());
  mark(steps, model, is_used);
  for (NodeId id = 0; id < model.nodes.size(); ++id) {
    if (!is_used[id]) continue;
    used.push_back(id);
    auto const& node = model.nodes[id];
    if (node.kind != NodeKind::Base) continue;
    auto const orders = node.is_set ? nullptr : relation_of(node.name);
    bool const is_of_values = node.name == (node.is_set ? "FW" : "same-value"); // FW: of co
    bases.push_back({id, orders ? From::Orders : is_of_values ? From::Values : From::Events, orders});
  }
}

} // namespace barrister::proofs
