// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/brackets.hpp"
#include <algorithm>
#include <optional>

namespace barrister::proofs {
namespace {

class Shape {
public:
  Shape(MemoryModel const& model, NodeId variable)
      : model_(model), variable_(variable), group_(model.nodes[variable].a) {}

  bool is_matching() const {
    auto const position = model_.nodes[variable_].b;
    auto const& bodies = model_.fixpoints[group_].bodies;
    for (NodeId p = 0; p <= position; ++p)
      if (!is_of_this_round(bodies[p], p)) return false;
    return is_either(
        bodies[position], [&](NodeId n) { return seen(n) == variable_; },
        [&](NodeId n) { return adds_a_pair(seen(n)); });
  }

private:
  // Of the other variables of the group, uses those that come before this position: then these are what
  // their bodies say of the pairs that the round began with.
  bool is_of_this_round(NodeId n, NodeId position) const {
    auto const& node = model_.nodes[n];
    if (node.kind == NodeKind::Variable) return n == variable_ || (node.a == group_ && node.b < position);
    return std::ranges::all_of(operands(node), [&](NodeId o) { return is_of_this_round(o, position); });
  }
  NodeId seen(NodeId n) const {
    while (n != variable_ && model_.nodes[n].kind == NodeKind::Variable)
      n = model_.fixpoints[group_].bodies[model_.nodes[n].b];
    return n;
  }
  bool is_base(NodeId n, char const* name) const {
    auto const& node = model_.nodes[seen(n)];
    return node.kind == NodeKind::Base && node.name == name;
  }
  template <class F, class G> bool is_either(NodeId n, F one, G other) const {
    auto const& node = model_.nodes[seen(n)];
    return node.kind == NodeKind::Union && ((one(node.a) && other(node.b)) || (one(node.b) && other(node.a)));
  }

  // Rcu-lock \ domain(pairs), or Rcu-unlock \ range(pairs).
  bool is_open(NodeId n, NodeKind end, char const* tag) const {
    auto const& node = model_.nodes[seen(n)];
    if (node.kind != NodeKind::Difference || !is_base(node.a, tag)) return false;
    auto const& taken = model_.nodes[seen(node.b)];
    return taken.kind == end && seen(taken.a) == variable_;
  }
  bool is_start(NodeId n) const { return is_open(n, NodeKind::Domain, "Rcu-lock"); }
  bool is_end(NodeId n) const { return is_open(n, NodeKind::Range, "Rcu-unlock"); }
  bool is_loose(NodeId n) const {
    return is_either(
        n, [&](NodeId one) { return is_start(one); }, [&](NodeId other) { return is_end(other); });
  }

  std::vector<NodeId> sequence(NodeId n) const {
    n = seen(n);
    auto const& node = model_.nodes[n];
    if (node.kind != NodeKind::Sequence) return {n};
    auto out = sequence(node.a);
    std::ranges::copy(sequence(node.b), std::back_inserter(out));
    return out;
  }
  // The set s of [s].
  std::optional<NodeId> filter(NodeId n) const {
    auto const& node = model_.nodes[n];
    return node.kind == NodeKind::Identity ? std::optional(node.a) : std::nullopt;
  }
  bool is_filter_of_loose(NodeId n) const { return filter(n) && is_loose(*filter(n)); }
  bool adds_a_pair(NodeId n) const {
    auto const& node = model_.nodes[n];
    if (node.kind != NodeKind::Difference) return false;
    auto const pair = sequence(node.a), around = sequence(node.b);
    return pair.size() == 3 && filter(pair[0]) && is_start(*filter(pair[0])) && is_base(pair[1], "po") &&
           filter(pair[2]) && is_end(*filter(pair[2])) && around.size() == 6 &&
           is_filter_of_loose(around[0]) && is_base(around[1], "po") && is_filter_of_loose(around[2]) &&
           is_filter_of_loose(around[3]) && is_base(around[4], "po") && is_filter_of_loose(around[5]);
  }

  MemoryModel const& model_;
  NodeId variable_, group_;
};

} // namespace

bool matches_brackets(MemoryModel const& model, NodeId variable) {
  auto const& node = model.nodes[variable];
  return node.kind == NodeKind::Variable && !node.is_set && Shape(model, variable).is_matching();
}

} // namespace barrister::proofs
