// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/steps.hpp"
#include "proofs/operands.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Nodes = std::vector<bool>; // by node: is it one of them

class Planner {
public:
  explicit Planner(MemoryModel const& model) : model_(model), is_open_(model.fixpoints.size()) {}

  std::vector<Step> run(std::span<NodeId const> wanted) {
    std::vector<Step> out;
    Nodes done(model_.nodes.size());
    for (auto id : wanted) add(id, done, out);
    return out;
  }

private:
  void add(NodeId id, Nodes& done, std::vector<Step>& out) {
    if (done[id]) return;
    auto const& node = model_.nodes[id];
    if (node.kind == NodeKind::Variable) {
      if (!is_open_[node.a]) add_fixpoint(node.a, done, out); // else it has the latest value
      return;
    }
    for (auto o : operands(model_, id)) add(o, done, out);
    done[id] = true;
    Step step;
    step.node = id;
    step.from = operands(model_, id);
    out.push_back(std::move(step));
  }

  void add_fixpoint(NodeId group, Nodes& done, std::vector<Step>& out) {
    auto const& f = model_.fixpoints[group];
    Step step;
    step.fixpoint = group;
    auto const is_inside = inside(group);
    for (NodeId id = 0; id < model_.nodes.size(); ++id) {
      if (!is_inside[id]) continue;
      for (auto o : operands(model_, id))
        if (!is_inside[o] && std::ranges::find(step.inputs, o) == step.inputs.end()) step.inputs.push_back(o);
    }
    for (auto input : step.inputs) add(input, done, out);
    is_open_[group] = true;
    for (auto body : f.bodies) {
      auto done_here = done; // and what is inside is done for each body anew
      add(body, done_here, step.bodies.emplace_back());
    }
    is_open_[group] = false;
    for (auto v : f.variables) done[v] = true;
    out.push_back(std::move(step));
  }

  // The variables of a group, and what its bodies are made of that depends on one of them. Variables of
  // groups around it are given; those of one group are solved together, and what one depends on all do.
  Nodes inside(NodeId group) const {
    Nodes depends(model_.nodes.size()), used(model_.nodes.size());
    auto const mark = [&](NodeId id, Nodes& all) {
      all[id] = true;
      if (model_.nodes[id].kind != NodeKind::Variable) return;
      for (auto v : model_.fixpoints[model_.nodes[id].a].variables) all[v] = true;
    };
    mark(model_.fixpoints[group].variables.front(), depends);
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId id = 0; id < model_.nodes.size(); ++id) {
        if (depends[id] || is_given(id)) continue;
        if (std::ranges::none_of(operands(model_, id), [&](NodeId o) { return depends[o]; })) continue;
        mark(id, depends);
        changed = true;
      }
    }
    mark(model_.fixpoints[group].variables.front(), used);
    for (bool changed = true; changed;) {
      changed = false;
      for (auto id = static_cast<NodeId>(model_.nodes.size()); id-- > 0;) {
        if (!used[id]) continue;
        for (auto o : operands(model_, id))
          if (depends[o] && !used[o]) {
            mark(o, used);
            changed = true;
          }
      }
    }
    return used;
  }
  bool is_given(NodeId id) const {
    return model_.nodes[id].kind == NodeKind::Variable && is_open_[model_.nodes[id].a];
  }

  MemoryModel const& model_;
  Nodes is_open_; // by group: its variables are given
};

} // namespace

std::vector<Step> steps_to(MemoryModel const& model, std::span<NodeId const> wanted) {
  return Planner(model).run(wanted);
}

} // namespace barrister::proofs
