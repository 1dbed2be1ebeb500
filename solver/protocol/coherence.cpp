// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/coherence.hpp"
#include <algorithm>

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
    auto const cell = program_.same_cell(a, b);
    if (cell == never) return;
    auto const po = encoding_.po(a, b);
    if (po == never || is_covered(a, b)) return;
    auto const here = gates_.both(po, cell);
    if (!is_write(a) && !is_write(b)) return two_reads(a, b, here);
    if (is_write(a) && is_write(b)) return gates_.require({-here, program_.co(a, b)});
    auto const read = is_write(a) ? b : a, write = is_write(a) ? a : b;
    for (EventId w = 0; w < events_.size(); ++w) {
      if (!candidates_.rf.contains(w, read)) continue;
      auto const rf = program_.rf(w, read);
      if (rf == never || (w == write && is_write(a))) continue;
      gates_.require({-here, -rf, is_write(a) ? program_.co(a, w) : w == b ? never : program_.co(w, b)});
    }
  }

  // Something that is executed with them, and accesses their cell, is between them: two shorter steps say it.
  bool is_covered(EventId a, EventId b) const {
    if (candidates_.events[a].cells.size() != 1 || candidates_.events[a].cells != candidates_.events[b].cells)
      return false;
    auto const order = order_of(a, b);
    auto const covers = [&](EventId m) {
      return m != a && m != b && events_[m].kind != EventKind::Fence &&
             candidates_.events[m].cells == candidates_.events[a].cells && order_of(a, m) != never &&
             order_of(m, b) != never;
    };
    for (auto m = a + 1; m < events_.size() && events_[m].thread == events_[a].thread; ++m)
      if (covers(m) && order_of(m, b) == order && is_with(m, a, b)) return true;
    for (auto m = b; m-- > 0 && events_[m].thread == events_[b].thread;)
      if (covers(m) && order_of(a, m) == order && is_with(m, a, b)) return true;
    return false;
  }
  bool is_with(EventId m, EventId a, EventId b) const {
    auto const& graph = encoding_.graph().events;
    auto const &first = graph.guards[events_[a].guard], &second = graph.guards[events_[b].guard];
    return std::ranges::all_of(graph.guards[events_[m].guard], [&](Condition const& c) {
      return std::ranges::find(first, c) != first.end() || std::ranges::find(second, c) != second.end();
    });
  }
  // If both are executed.
  Literal order_of(EventId a, EventId b) const {
    auto const &x = events_[a], &y = events_[b];
    if (x.thread == y.thread) return a < b ? always : never;
    return encoding_.turns().before(x, y);
  }
  // The second does not read from what is before the source of the first.
  void two_reads(EventId a, EventId b, Literal here) {
    for (EventId w = 0; w < events_.size(); ++w) {
      auto const rf = program_.rf(w, a);
      if (rf == never) continue;
      auto const fr = program_.fr(b, w);
      if (fr != never) gates_.require({-here, -rf, -fr});
    }
  }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  Candidates const& candidates_;
  std::vector<GraphEvent> const& events_;
};

} // namespace

// empty rmw & (fre ; coe)
void require_atomicity(Gates& gates, ProtocolEncoding const& encoding) {
  auto const& graph = encoding.graph().events;
  auto const& program = encoding.program();
  for (auto [r, w] : graph.rmw)
    for (EventId between = static_cast<EventId>(graph.initial_writes); between < graph.events.size();
         ++between) {
      if (graph.events[between].kind != EventKind::Write ||
          graph.events[between].thread == graph.events[r].thread)
        continue;
      auto const fr = program.fr(r, between), co = program.co(between, w);
      if (fr == never || co == never) continue;
      gates.require(
          {-fr, -co, encoding.turns().same_cpu(graph.events[r].thread, graph.events[between].thread)});
    }
}

void require_coherence(Gates& gates, ProtocolEncoding const& encoding, Candidates const& candidates) {
  Coherence(gates, encoding, candidates).run();
}

} // namespace barrister::solver
