// SPDX-License-Identifier: BSD-2-Clause
// In which order the nodes of a model are computed: operands first. A fixpoint is one step, whose bodies are
// computed in turn until its variables stay.
#pragma once
#include "spec/memory_model.hpp"
#include <optional>
#include <span>

namespace barrister::proofs {

struct Step {
  NodeId node = 0;                // what is computed, unless it is
  std::optional<NodeId> fixpoint; // a group
  Operands from;                  // of a node
  std::vector<NodeId> inputs;     // of a fixpoint: what its bodies use that none of its variables changes
  std::vector<std::vector<Step>> bodies; // of a fixpoint: by variable
};
// All that these nodes are computed from, and they themselves.
std::vector<Step> steps_to(MemoryModel const&, std::span<NodeId const> wanted);

} // namespace barrister::proofs
