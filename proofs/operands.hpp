// SPDX-License-Identifier: BSD-2-Clause
// The nodes a node of a memory model is computed from: its operands, and of a variable its body.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::proofs {

inline std::vector<NodeId> operands(MemoryModel const& model, NodeId id) {
  auto const& node = model.nodes[id];
  switch (node.kind) {
  case NodeKind::Base:
  case NodeKind::Empty:
  case NodeKind::Universe: return {};
  case NodeKind::Union:
  case NodeKind::Intersection:
  case NodeKind::Difference:
  case NodeKind::Sequence:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
  case NodeKind::Product: return {node.a, node.b};
  case NodeKind::Complement:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return {node.a};
  case NodeKind::Variable: return {model.fixpoints[node.a].bodies[node.b]};
  }
  return {};
}

} // namespace barrister::proofs
