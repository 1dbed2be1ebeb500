// SPDX-License-Identifier: BSD-2-Clause
// In which order the nodes of a model are computed: operands first, each fixpoint as one step that is
// repeated.
#pragma once
#include "spec/memory_model.hpp"
#include <optional>

namespace barrister::solver {

struct Scheduled {
  NodeId node = 0; // a plain node, unless `group`
  std::optional<std::uint32_t>
      group; // a fixpoint: its bodies are computed, in turn, until its variables stay
  std::vector<std::vector<Scheduled>> bodies; // of each variable; later bodies see what earlier ones gave
  Operands from{};                            // of a plain node
  std::vector<NodeId> inputs{};               // of a fixpoint: what its bodies use and do not compute
};

// For each node, the fixpoint groups whose variables it depends on (as a sorted list).
using NodeGroups = std::vector<std::vector<std::uint32_t>>;
NodeGroups groups_of_nodes(MemoryModel const&);

// Marks the nodes that the marked ones are computed from, bodies of fixpoints included.
void close_under_operands(MemoryModel const&, std::vector<bool>& needed);

// Steps for the marked nodes, and for no others.
std::vector<Scheduled> make_schedule(MemoryModel const&, std::vector<bool> const& needed);
std::vector<Scheduled> make_schedule(MemoryModel const&, std::vector<bool> const& needed, NodeGroups const&);

} // namespace barrister::solver
