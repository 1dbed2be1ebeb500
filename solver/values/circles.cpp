// SPDX-License-Identifier: BSD-2-Clause
// Nodes are events, and behind them owned variables; a value flows along the edges.
#include "solver/values/circles.hpp"
#include "spec/relation.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

using Node = std::uint32_t;

class Flow {
public:
  Flow(EventGraph const& graph, Domains const& domains, bool coherent)
      : graph_(graph), domains_(domains), is_coherent_(coherent), from_(graph.terms.size()),
        edges_(graph.events.size() + graph.owned_initial.size()) {
    for (TermId t = 0; t < graph.terms.size(); ++t) find_sources(t);
    for (EventId e = 0; e < graph.events.size(); ++e) {
      auto const& event = graph.events[e];
      if (event.address) flow(*event.address, e);
      if (event.kind == EventKind::Write) flow(event.value, e);
      if (event.kind == EventKind::Read) from_writes(e);
    }
    for (auto const& write : graph.owned_writes) flow(write.value, variable(write.variable));
  }

  std::vector<EventId> reads_in_circles() const {
    auto const closed = edges_.closure();
    std::vector<EventId> out;
    for (EventId e = 0; e < graph_.events.size(); ++e)
      if (graph_.events[e].kind == EventKind::Read && closed.contains(e, e) &&
          !(is_coherent_ && is_against_coherence(e, closed)))
        out.push_back(e);
    return out;
  }
  std::vector<bool> terms_behind(std::vector<EventId> const& reads) const {
    auto const closed = edges_.closure().reflexive();
    std::vector<bool> out;
    for (auto const& sources : from_)
      out.push_back(std::ranges::any_of(sources, [&](Node node) {
        return std::ranges::any_of(reads, [&](EventId r) { return closed.contains(r, node); });
      }));
    return out;
  }

private:
  Node variable(OwnedId v) const { return static_cast<Node>(graph_.events.size() + v); }
  void flow(TermId value, Node into) {
    for (auto node : from_[value]) edges_.insert(node, into);
  }
  // Each circle through it is one of po-loc | rf: all nodes of them access one cell, and from its reads
  // values flow on in program order.
  bool is_against_coherence(EventId start, Relation const& closed) const {
    auto const& cell = domains_.of_address[start];
    if (cell.size() != 1) return false;
    auto const are_in_circle = [&](Node a, Node b) { return closed.contains(a, b) && closed.contains(b, a); };
    for (Node a = 0; a < edges_.size(); ++a) {
      if (!are_in_circle(a, start)) continue;
      if (a >= graph_.events.size() || domains_.of_address[a] != cell ||
          domains_.thin_air(*graph_.events[a].address))
        return false;
      if (graph_.events[a].kind == EventKind::Write) continue;
      for (Node b = 0; b < graph_.events.size(); ++b)
        if (edges_.contains(a, b) && are_in_circle(b, start) &&
            (graph_.events[a].thread != graph_.events[b].thread || a >= b))
          return false;
    }
    return true;
  }
  void from_writes(EventId r) {
    auto const& cells = domains_.of_address[r];
    for (auto w = static_cast<EventId>(graph_.initial_writes); w < graph_.events.size(); ++w) {
      if (graph_.events[w].kind != EventKind::Write) continue;
      if (is_coherent_ && graph_.events[w].thread == graph_.events[r].thread && w > r) continue;
      auto const& other = domains_.of_address[w];
      bool const is_anywhere = domains_.thin_air(*graph_.events[w].address);
      if (is_anywhere ||
          std::ranges::any_of(cells, [&](auto cell) { return std::ranges::binary_search(other, cell); }))
        edges_.insert(w, r);
    }
  }
  void find_sources(TermId t) {
    auto const& term = graph_.terms[t];
    auto const take = [&](TermId other) { from_[t].insert(from_[other].begin(), from_[other].end()); };
    switch (term.kind) {
    case Term::Kind::Constant:
    case Term::Kind::Free:
    case Term::Kind::Cpu:
    case Term::Kind::Holds: break;
    case Term::Kind::ReadValue: from_[t].insert(term.a); break;
    case Term::Kind::Operation:
      take(term.a);
      take(term.b);
      break;
    case Term::Kind::Select: // the condition decides between values, and makes none
      take(term.b);
      take(term.c);
      break;
    case Term::Kind::Convert: take(term.a); break;
    case Term::Kind::Owned: from_[t].insert(variable(graph_.owned_reads[term.a].variable)); break;
    case Term::Kind::FinalAt:
      take(term.a);
      for (EventId w = 0; w < graph_.events.size(); ++w)
        if (graph_.events[w].kind == EventKind::Write) from_[t].insert(w);
      break;
    }
  }

  EventGraph const& graph_;
  Domains const& domains_;
  bool is_coherent_;
  std::vector<std::set<Node>> from_; // by term
  Relation edges_;
};

} // namespace

std::vector<EventId> reads_in_circles(EventGraph const& graph, Domains const& domains, bool coherent) {
  return Flow(graph, domains, coherent).reads_in_circles();
}
// A write that may be anywhere may close other circles.
Domains domains_with_thin_air(EventGraph const& graph, bool coherent) {
  auto out = compute_domains(graph);
  for (;;) {
    auto const reads = reads_in_circles(graph, out, coherent);
    if (reads.empty()) return out;
    auto thin_air = Flow(graph, out, false).terms_behind(reads);
    if (thin_air == out.may_be_thin_air) return out;
    out.may_be_thin_air = std::move(thin_air);
  }
}

Domains domains_with_any(EventGraph const& graph, std::vector<EventId> reads, bool coherent) {
  Domains out;
  for (std::size_t known = 0; known < reads.size();) {
    known = reads.size();
    out = compute_domains(graph, Domains::largest, reads);
    for (auto r : reads_in_circles(graph, out, coherent))
      if (!std::ranges::binary_search(reads, r)) reads.insert(std::ranges::lower_bound(reads, r), r);
  }
  return out;
}

} // namespace barrister::solver
