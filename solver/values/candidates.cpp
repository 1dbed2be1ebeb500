// SPDX-License-Identifier: BSD-2-Clause
#include "solver/values/candidates.hpp"
#include "solver/model/evaluator.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

template <class T> void add(std::vector<T>& sorted, T const& value) {
  auto at = std::ranges::lower_bound(sorted, value);
  if (at == sorted.end() || *at != value) sorted.insert(at, value);
}

void add_edges(EventGraph const& graph, Candidates& out) {
  auto const size = graph.events.size();
  auto const cells_meet = [&](EventId a, EventId b) {
    auto const& other = out.events[b].cells;
    return std::ranges::any_of(out.events[a].cells,
                               [&](auto c) { return std::ranges::binary_search(other, c); });
  };
  auto const facts_meet = [&](EventId a, EventId b) {
    if (out.events[a].any_value || out.events[b].any_value) return true;
    auto const& other = out.events[b].facts;
    return std::ranges::any_of(out.events[a].facts,
                               [&](auto const& f) { return std::ranges::binary_search(other, f); });
  };
  // A write of e's CPU that is executed in every execution and surely hits e's one cell stands between w and
  // e.
  auto const hidden = [&](EventId w, EventId e) {
    bool const own = graph.events[w].thread == graph.events[e].thread;
    if (out.events[e].cells.size() != 1 || (!own && w >= graph.initial_writes)) return false;
    for (EventId m = own ? w + 1 : static_cast<EventId>(graph.initial_writes); m < e; ++m)
      if (graph.events[m].thread == graph.events[e].thread && graph.events[m].kind == EventKind::Write &&
          graph.guards[graph.events[m].guard].empty() && out.events[m].cells == out.events[e].cells)
        return true;
    return false;
  };
  for (EventId w = 0; w < size; ++w) {
    if (graph.events[w].kind != EventKind::Write || !out.events[w].executed) continue;
    for (EventId e = static_cast<EventId>(graph.initial_writes); e < size; ++e) {
      if (e == w || !out.events[e].executed || !cells_meet(w, e)) continue;
      bool const backwards = graph.events[w].thread == graph.events[e].thread && w > e;
      if (out.coherent && backwards) continue;
      if (graph.events[e].kind == EventKind::Write) out.co.insert(w, e);
      if (graph.events[e].kind == EventKind::Read && facts_meet(w, e) && !(out.coherent && hidden(w, e)))
        out.rf.insert(w, e);
    }
  }
}

} // namespace

Candidates make_candidates(EventGraph const& graph, Traces const& traces, bool coherent) {
  auto const size = graph.events.size();
  Candidates out{std::vector<EventFacts>(size), Relation(size), Relation(size)};
  for (EventId e = 0; e < size; ++e) out.events[e].executed = false;
  for (EventId e = 0; e < graph.initial_writes; ++e)
    out.events[e] = {true, {e}, {TagSet{}}, {{e, graph.terms[graph.events[e].value].value}}};
  for (auto const& of_cpu : traces.of_cpu)
    for (auto const& trace : of_cpu)
      for (auto const& event : trace.events) {
        auto& about = out.events[event.event];
        about.executed = true;
        if (event.cell != no_cell) add(about.cells, event.cell);
        if (std::ranges::find(about.tags, event.tags) == about.tags.end()) about.tags.push_back(event.tags);
        bool const is_access = graph.events[event.event].kind != EventKind::Fence;
        if (has_value(graph.events[event.event]))
          add(about.facts, {event.cell, is_access ? traces.facts[event.fact].value : event.value});
      }
  out.coherent = coherent;
  add_edges(graph, out);
  return out;
}

Candidates make_candidates(EventGraph const& graph, Domains const& domains, bool coherent) {
  auto const size = graph.events.size();
  Candidates out{std::vector<EventFacts>(size), Relation(size), Relation(size)};
  for (EventId e = 0; e < size; ++e) {
    auto const& event = graph.events[e];
    auto& about = out.events[e];
    about.cells = domains.of_address[e];
    about.tags = {event.tags};
    if (!(event.zero_tags == event.nonzero_tags))
      about.tags = {event.tags | event.zero_tags, event.tags | event.nonzero_tags};
    if (!has_value(event)) continue;
    about.any_value = domains.is_wide[event.value] || domains.thin_air(event.value);
    for (auto cell : about.cells)
      for (auto value : domains.of_term[event.value]) about.facts.emplace_back(cell, value);
  }
  out.coherent = coherent;
  add_edges(graph, out);
  return out;
}

Variation variation_of(EventGraph const& graph, Candidates const& candidates) {
  Variation out;
  for (EventId e = 0; e < graph.events.size(); ++e) {
    out.executed = out.executed || !graph.guards[graph.events[e].guard].empty();
    out.cells = out.cells || candidates.events[e].cells.size() > 1;
    out.tags = out.tags || candidates.events[e].tags.size() > 1;
  }
  for (auto const* list : {&graph.addr, &graph.data, &graph.ctrl})
    for (auto const& d : *list) out.dependencies = out.dependencies || d.when != 0;
  return out;
}

} // namespace barrister::solver
