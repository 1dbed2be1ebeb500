// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/accessed_cells.hpp"

namespace barrister::solver {

AccessedCells::AccessedCells(ProtocolEncoding const& encoding) {
  auto const& graph = encoding.graph();
  auto const& events = graph.events.events;
  for (CellId cell = 0; cell < graph.events.initial_writes; ++cell) all_.insert(cell);
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].thread == no_thread || !events[e].address) continue;
    auto& cells = known_[{graph.runs[events[e].thread].context, events[e].instruction}];
    for (auto const cell : all_)
      if (encoding.program().accesses(e, cell) != never) cells.insert(cell);
  }
}

Cells const& AccessedCells::operator()(ContextId context, InstructionId instruction) const {
  auto const at = known_.find({context, instruction});
  return at == known_.end() ? all_ : at->second;
}

} // namespace barrister::solver
