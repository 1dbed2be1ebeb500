// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/stop.hpp"

namespace barrister::solver {
namespace {

GuardId add_never(EventGraph& graph) {
  graph.terms.push_back({}); // the constant 0
  graph.guards.push_back({{static_cast<TermId>(graph.terms.size() - 1), true}});
  return static_cast<GuardId>(graph.guards.size() - 1);
}

void stop(EventGraph& graph, EventId at, GuardId never) {
  auto const cpu = graph.events[at].thread;
  std::erase_if(graph.waits, [&](Wait const& w) { return w.thread == cpu && w.read >= at; });
  std::erase_if(graph.cuts, [&](Cut const& c) { return c.thread == cpu && c.before > at; });
  std::erase_if(graph.demands, [&](Demand const& d) { return d.thread == cpu && d.before > at; });
  for (auto const& condition : Guard(graph.guards[graph.events[at].guard])) {
    graph.guards.push_back({{condition.term, !condition.holds}});
    graph.cuts.push_back({cpu, static_cast<GuardId>(graph.guards.size() - 1), at, graph.demands.size()});
  }
  for (EventId e = at; e < graph.events.size() && graph.events[e].thread == cpu; ++e)
    graph.events[e].guard = never;
}

} // namespace

EventGraph stopped(EventGraph graph, std::span<EventId const> at) {
  auto const never = add_never(graph);
  for (auto e : at) stop(graph, e, never);
  return graph;
}

} // namespace barrister::solver
