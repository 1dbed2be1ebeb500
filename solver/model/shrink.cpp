// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/shrink.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Shrinker {
public:
  Shrinker(MemoryModel const& from, std::vector<bool> const& inhabited)
      : from_(from), has_(from.nodes.size()), to_(from.nodes.size()) {
    find_members(inhabited);
    find_stand_ins();
  }

  MemoryModel run() {
    out_.name = from_.name;
    out_.title = from_.title;
    out_.checks = from_.checks;
    out_.locks = from_.locks;
    find_needed();
    for (NodeId n = 0; n < from_.nodes.size(); ++n)
      if (needed_[n]) add(n);
    for (std::uint32_t g = 0; g < from_.fixpoints.size(); ++g)
      if (group_[g]) add_fixpoint(from_.fixpoints[g]);
    for (auto n : from_.choices) out_.choices.push_back(to_[n]);
    for (auto& check : out_.checks) check.node = to_[stand_in_[check.node]];
    return std::move(out_);
  }

private:
  // Of a fixpoint all start from nothing. While the bodies have nothing either, none of its variables has; of
  // one that has something, the others may have, too.
  void find_members(std::vector<bool> const& inhabited) {
    std::vector<bool> grows(from_.fixpoints.size());
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId n = 0; n < from_.nodes.size(); ++n)
        if (!has_[n] && may_have(from_.nodes[n], inhabited[n], grows)) has_[n] = changed = true;
      for (std::size_t g = 0; g < grows.size(); ++g)
        if (!grows[g] && std::ranges::any_of(from_.fixpoints[g].bodies, [&](NodeId b) { return has_[b]; }))
          grows[g] = changed = true;
    }
  }
  bool may_have(Node const& node, bool is_inhabited, std::vector<bool> const& grows) const {
    switch (node.kind) {
    case NodeKind::Base: return is_inhabited;
    case NodeKind::Empty: return false;
    case NodeKind::Variable: return grows[node.a];
    case NodeKind::Union: return has_[node.a] || has_[node.b];
    case NodeKind::Intersection:
    case NodeKind::Sequence:
    case NodeKind::Product: return has_[node.a] && has_[node.b];
    case NodeKind::Difference:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range: return has_[node.a];
    case NodeKind::Universe:
    case NodeKind::Complement:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: return true;
    }
    return true;
  }

  // The node that has the same value and is made of less; an operand, if it is another.
  void find_stand_ins() {
    for (NodeId n = 0; n < from_.nodes.size(); ++n) {
      auto const& node = from_.nodes[n];
      stand_in_.push_back(n);
      if (!has_[n]) continue;
      bool const is_union = node.kind == NodeKind::Union;
      if ((is_union || node.kind == NodeKind::Difference) && !has_[node.b]) stand_in_[n] = stand_in_[node.a];
      if (is_union && !has_[node.a]) stand_in_[n] = stand_in_[node.b];
    }
  }

  void find_needed() {
    needed_.assign(from_.nodes.size(), false);
    group_.assign(from_.fixpoints.size(), false);
    std::vector<NodeId> open;
    auto const need = [&](NodeId original) {
      auto const n = stand_in_[original];
      if (needed_[n]) return;
      needed_[n] = true;
      open.push_back(n);
    };
    for (auto const& check : from_.checks) need(check.node);
    for (auto n : from_.choices) need(n);
    while (!open.empty()) {
      auto const n = open.back();
      open.pop_back();
      if (!has_[n]) continue;
      auto const& node = from_.nodes[n];
      std::ranges::for_each(operands(node), need);
      if (node.kind != NodeKind::Variable) continue;
      group_[node.a] = true;
      std::ranges::for_each(from_.fixpoints[node.a].variables, need);
      std::ranges::for_each(from_.fixpoints[node.a].bodies, need);
    }
  }

  void add(NodeId n) {
    auto node = from_.nodes[n];
    if (!has_[n])
      node = {NodeKind::Empty, node.is_set, 0, 0, ""};
    else if (node.kind == NodeKind::Variable)
      node.a = static_cast<NodeId>(std::count(group_.begin(), group_.begin() + node.a, true));
    else if (auto const from = operands(from_.nodes[n]); from.begin() != from.end()) {
      node.a = to_[stand_in_[node.a]];
      if (from.end() - from.begin() == 2) node.b = to_[stand_in_[node.b]];
    }
    to_[n] = static_cast<NodeId>(out_.nodes.size());
    out_.nodes.push_back(std::move(node));
  }
  void add_fixpoint(Fixpoint f) {
    for (auto* list : {&f.variables, &f.bodies})
      for (auto& n : *list) n = to_[stand_in_[n]];
    out_.fixpoints.push_back(std::move(f));
  }

  MemoryModel const& from_;
  std::vector<bool> has_;        // by node: may have a member
  std::vector<NodeId> stand_in_; // by node
  std::vector<bool> needed_;     // by node
  std::vector<bool> group_;      // by fixpoint: is kept
  std::vector<NodeId> to_;       // by node
  MemoryModel out_;
};

} // namespace

MemoryModel shrink(MemoryModel const& model, std::vector<bool> const& inhabited) {
  return Shrinker(model, inhabited).run();
}

} // namespace barrister::solver
