// SPDX-License-Identifier: BSD-2-Clause
// A set is the pairs of its members with themselves.
#include "solver/lemma/fixpoint_ranks.hpp"
#include <algorithm>

namespace barrister::solver {

FixpointRanks::FixpointRanks(MemoryModel const& model, Evaluator const& evaluator, std::size_t events)
    : model_(model), evaluator_(evaluator), size_(events), groups_(groups_of_nodes(model)) {}

std::size_t FixpointRanks::rank(NodeId variable, EventId a, EventId b) {
  if (!grown_.contains(variable)) grow(model_.nodes[variable].a);
  for (auto const& grown : grown_.at(variable))
    if (grown.now.contains(a, b)) return grown.rank;
  return none;
}

// An inner fixpoint is taken as it is in the end, so this may go on where the model's does not.
void FixpointRanks::grow(std::uint32_t group) {
  auto const& fixpoint = model_.fixpoints[group];
  for (auto v : fixpoint.variables) grown_[v] = {{0, Relation(size_)}};
  std::size_t rank = 0;
  for (std::size_t round = 0; round < most_rounds(size_); ++round) {
    bool settled = true;
    for (std::size_t i = 0; i < fixpoint.variables.size(); ++i) {
      auto next = value(fixpoint.bodies[i], group);
      auto& grown = grown_[fixpoint.variables[i]];
      if (next == grown.back().now) continue;
      grown.push_back({++rank, std::move(next)});
      settled = false;
    }
    if (settled) return;
  }
  for (auto v : fixpoint.variables) grown_[v].clear();
}

Relation FixpointRanks::evaluated(NodeId n) const {
  Relation out(size_);
  auto const rows = evaluator_.value(n);
  auto const words = evaluator_.words();
  for (EventId a = 0; a < size_; ++a) {
    if (model_.nodes[n].is_set) {
      if ((rows[a / 64] >> (a % 64)) & 1) out.insert(a, a);
      continue;
    }
    for (EventId b = 0; b < size_; ++b)
      if ((rows[a * words + b / 64] >> (b % 64)) & 1) out.insert(a, b);
  }
  return out;
}

Relation FixpointRanks::value(NodeId n, std::uint32_t group) {
  auto const& node = model_.nodes[n];
  if (!std::ranges::binary_search(groups_[n], group)) return evaluated(n);
  auto const all = [&] { return EventSet::all(size_); };
  switch (node.kind) {
  case NodeKind::Variable: return node.a == group ? grown_.at(n).back().now : evaluated(n);
  case NodeKind::Union: return value(node.a, group) | value(node.b, group);
  case NodeKind::Intersection: return value(node.a, group) & value(node.b, group);
  case NodeKind::Difference: return value(node.a, group) - value(node.b, group);
  case NodeKind::Complement:
    return (node.is_set ? Relation::identity(size_) : Relation::product(all(), all())) - value(node.a, group);
  case NodeKind::Sequence: return value(node.a, group).then(value(node.b, group));
  case NodeKind::Inverse: return value(node.a, group).inverse();
  case NodeKind::Reflexive: return value(node.a, group).reflexive();
  case NodeKind::Closure: return value(node.a, group).closure();
  case NodeKind::ReflexiveClosure: return value(node.a, group).closure().reflexive();
  case NodeKind::Product:
    return Relation::product(value(node.a, group).domain(), value(node.b, group).domain());
  case NodeKind::Identity: return value(node.a, group);
  case NodeKind::Domain: return Relation::identity(value(node.a, group).domain());
  case NodeKind::Range: return Relation::identity(value(node.a, group).range());
  case NodeKind::Base: // in no group
  case NodeKind::Empty:
  case NodeKind::Universe:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return evaluated(n);
}

} // namespace barrister::solver
