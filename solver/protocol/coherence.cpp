// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/coherence.hpp"

namespace barrister::solver {
namespace {

class Coherence {
public:
  Coherence(Gates& gates, ProtocolEncoding const& encoding, Candidates const& candidates)
      : gates_(gates), encoding_(encoding), program_(encoding.program()), candidates_(candidates),
        events_(encoding.graph().events.events) {}

  void run() {
    auto const first = static_cast<EventId>(encoding_.graph().events.initial_writes);
    for (EventId a = first; a < events_.size(); ++a)
      for (EventId b = first; b < events_.size(); ++b)
        if (a != b && events_[a].kind != EventKind::Fence && events_[b].kind != EventKind::Fence) pair(a, b);
  }

private:
  bool is_write(EventId e) const { return events_[e].kind == EventKind::Write; }

  void pair(EventId a, EventId b) {
    if (!is_write(a) && !is_write(b)) return; // two reads: learned where it matters
    auto const cell = program_.same_cell(a, b);
    if (cell == never) return;
    auto const po = encoding_.po(a, b);
    if (po == never) return;
    auto const here = gates_.both(po, cell);
    if (is_write(a) && is_write(b)) return gates_.require({-here, program_.co(a, b)});
    auto const read = is_write(a) ? b : a, write = is_write(a) ? a : b;
    for (EventId w = 0; w < events_.size(); ++w) {
      if (!candidates_.rf.contains(w, read)) continue;
      auto const rf = program_.rf(w, read);
      if (rf == never || (w == write && is_write(a))) continue;
      gates_.require({-here, -rf, is_write(a) ? program_.co(a, w) : w == b ? never : program_.co(w, b)});
    }
  }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  Candidates const& candidates_;
  std::vector<GraphEvent> const& events_;
};

} // namespace

void require_coherence(Gates& gates, ProtocolEncoding const& encoding, Candidates const& candidates) {
  Coherence(gates, encoding, candidates).run();
}

} // namespace barrister::solver
