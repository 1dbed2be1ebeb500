// SPDX-License-Identifier: BSD-2-Clause
// In which order the nodes of a model are computed: operands first, each fixpoint as one step that is
// repeated.
#pragma once
#include "spec/memory_model.hpp"
#include <optional>

namespace barrister::solver {

struct Step {
  NodeId node = 0; // a plain node, unless `group`
  std::optional<std::uint32_t>
      group; // a fixpoint: its bodies are computed, in turn, until its variables stay
  std::vector<std::vector<Step>> bodies; // of each variable; later bodies see what earlier ones gave
};

// For each node, the fixpoint groups whose variables it depends on (as a sorted list).
std::vector<std::vector<std::uint32_t>> groups_of_nodes(MemoryModel const&);

// Marks the nodes that the marked ones are computed from, bodies of fixpoints included.
void close_under_operands(MemoryModel const&, std::vector<bool>& needed);

// Steps for the marked nodes, and for no others.
std::vector<Step> make_schedule(MemoryModel const&, std::vector<bool> const& needed);

// Calls f with each operand of a node (of a Variable: none).
template <class F> void for_each_operand(Node const& node, F f) {
  switch (node.kind) {
  case NodeKind::Base:
  case NodeKind::Empty:
  case NodeKind::Universe:
  case NodeKind::Variable: return;
  case NodeKind::Union:
  case NodeKind::Intersection:
  case NodeKind::Difference:
  case NodeKind::Sequence:
  case NodeKind::Product:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
    f(node.a);
    f(node.b);
    return;
  case NodeKind::Complement:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: f(node.a); return;
  }
}

} // namespace barrister::solver
