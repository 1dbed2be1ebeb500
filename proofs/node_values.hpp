// SPDX-License-Identifier: BSD-2-Clause
// The sets and relations of a model, each computed when it is asked for, each fixpoint by iteration from
// empty. What a value is, an Algebra says: a set or relation, or bounds of one.
//
//   Value                                   can be compared
//   Value nothing(bool is_set)              of {}
//   Value anything(bool is_set)             of what is not known
//   std::optional<Value> given(NodeId)      of a Variable that is known without iterating, and of a choice
//   Value compute(Node, Value* a, Value* b) of any other node, from its operands
#pragma once
#include "proofs/operands.hpp"
#include <algorithm>
#include <array>
#include <optional>

namespace barrister::proofs {

template <class Algebra> class NodeValues {
public:
  using Value = typename Algebra::Value;
  NodeValues(MemoryModel const& model, Algebra const& algebra, std::size_t rounds)
      : model_(model), algebra_(algebra), rounds_(rounds), values_(model.nodes.size()),
        is_open_(model.fixpoints.size()), is_unsettled_(model.fixpoints.size()) {}

  // Good until the next call.
  Value const& of(NodeId id) {
    if (values_[id]) return *values_[id];
    auto const& node = model_.nodes[id];
    if (node.kind == NodeKind::Variable || is_choice(node.kind)) {
      if (auto known = algebra_.given(id))
        values_[id] = std::move(known);
      else
        solve(node.a);
      return *values_[id];
    }
    // Computing one operand may solve a fixpoint, and forget the other.
    auto const from = operands(model_, id);
    auto const is_there = [&](NodeId o) { return values_[o].has_value(); };
    while (!std::ranges::all_of(from, is_there))
      for (auto o : from) of(o);
    std::array<Value const*, 2> values{};
    std::ranges::transform(from, values.begin(), [&](NodeId o) { return &*values_[o]; });
    values_[id] = algebra_.compute(node, values[0], values[1]);
    return *values_[id];
  }

  // A fixpoint that was asked for and was given up, if there is one: all that rests on it is not known.
  std::optional<std::size_t> unsettled() const {
    auto const at = std::ranges::find(is_unsettled_, true);
    return at == is_unsettled_.end() ? std::nullopt : std::optional<std::size_t>(at - is_unsettled_.begin());
  }

private:
  // Gives the variables of a group their fixpoint. While it is open, its variables have the latest value;
  // what depends on them, inner fixpoints included, is forgotten and computed again when it changes.
  void solve(NodeId group) {
    auto const& variables = model_.fixpoints[group].variables;
    auto const& bodies = model_.fixpoints[group].bodies;
    is_open_[group] = true;
    auto const set_all = [&](auto value) {
      for (auto v : variables) values_[v] = value(model_.nodes[v].is_set);
    };
    set_all([&](bool is_set) { return algebra_.nothing(is_set); });
    auto const stale = dependents(group);
    auto const forget = [&] {
      for (auto id : stale) values_[id].reset();
    };
    bool changed = true;
    for (std::size_t round = 0; changed && round < rounds_; ++round) {
      changed = false;
      for (std::size_t i = 0; i < variables.size(); ++i) {
        auto next = of(bodies[i]);
        auto& last = values_[variables[i]];
        if (next == *last) continue;
        last = std::move(next);
        changed = true;
        forget();
      }
    }
    if (changed) {
      is_unsettled_[group] = true;
      set_all([&](bool is_set) { return algebra_.anything(is_set); });
      forget();
    }
    is_open_[group] = false;
  }
  bool is_open(NodeId id) const {
    return model_.nodes[id].kind == NodeKind::Variable && is_open_[model_.nodes[id].a];
  }

  // The nodes whose value depends on a variable of the group. Variables of open groups are given.
  std::vector<NodeId> dependents(NodeId group) const {
    std::vector<bool> is_one(model_.nodes.size());
    for (auto variable : model_.fixpoints[group].variables) is_one[variable] = true;
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId id = 0; id < model_.nodes.size(); ++id) {
        if (is_one[id] || is_open(id) ||
            std::ranges::none_of(operands(model_, id), [&](NodeId o) { return is_one[o]; }))
          continue;
        is_one[id] = changed = true;
      }
    }
    std::vector<NodeId> out;
    for (NodeId id = 0; id < model_.nodes.size(); ++id)
      if (is_one[id] && !is_open(id)) out.push_back(id);
    return out;
  }

  MemoryModel const& model_;
  Algebra const& algebra_;
  std::size_t rounds_;
  std::vector<std::optional<Value>> values_;
  std::vector<bool> is_open_, is_unsettled_; // by group
};

} // namespace barrister::proofs
