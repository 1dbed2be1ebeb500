// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/looked_at_locks.hpp"
#include <algorithm>

namespace barrister::solver {

LookedAtLocks::LookedAtLocks(ProtocolEncoding const& encoding) : encoding_(encoding) {
  auto const& graph = encoding.graph();
  for (EventId e = 0; e < graph.events.events.size(); ++e) {
    auto const& event = graph.events.events[e];
    auto const tags = event.tags | event.zero_tags | event.nonzero_tags;
    if (tags.has(Tag::Lf) || tags.has(Tag::Rl) || tags.has(Tag::Ru)) add_cells(e, looked_at_);
    if (tags.has(Tag::Lkw)) add_cells(e, taken_[{graph.runs[event.thread].context, event.instruction}]);
  }
}

bool LookedAtLocks::may_be_taken_by(ContextId context, InstructionId takes) const {
  auto const at = taken_.find({context, takes});
  if (at == taken_.end()) return !looked_at_.empty(); // nothing that was unrolled came there
  return std::ranges::any_of(at->second, [&](CellId cell) { return looked_at_.contains(cell); });
}

void LookedAtLocks::add_cells(EventId e, std::set<CellId>& to) const {
  for (CellId cell = 0; cell < encoding_.graph().events.initial_writes; ++cell)
    if (encoding_.program().accesses(e, cell) != never) to.insert(cell);
}

} // namespace barrister::solver
