// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/own_reads.hpp"

namespace barrister::solver {

OwnReads::OwnReads(ProtocolEncoding const& encoding, MayMeet const& may_meet) {
  auto const& graph = encoding.graph();
  auto const& events = graph.events.events;
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].kind != EventKind::Read) continue;
    auto const& run = graph.runs[events[e].thread];
    known_.emplace(run.context, events[e].instruction);
    for (auto const& [write, rf] : encoding.program().sources(e)) {
      auto const by = events[write].thread;
      bool const is_own =
          by == events[e].thread ? write < e : by != no_thread && may_meet(by, events[e].thread);
      if (rf != never && is_own) own_.emplace(run.context, events[e].instruction);
    }
  }
}

bool OwnReads::may_read_own_write(ContextId context, InstructionId reads) const {
  return own_.contains({context, reads}) || !known_.contains({context, reads});
}

} // namespace barrister::solver
