// SPDX-License-Identifier: BSD-2-Clause
// The nodes a node of a memory model is computed from: its operands, and of a variable its body.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::proofs {

inline Operands operands(MemoryModel const& model, NodeId id) {
  auto const& node = model.nodes[id];
  if (node.kind == NodeKind::Variable) return Operands(model.fixpoints[node.a].bodies[node.b]);
  return barrister::operands(node);
}

} // namespace barrister::proofs
