// SPDX-License-Identifier: BSD-2-Clause
// A read that is not executed is given one certain value: then each execution has one model, and models can
// be counted.
#include "solver/encode/program.hpp"
#include <algorithm>

namespace barrister::solver {

ProgramEncoding::ProgramEncoding(Gates& gates, EventGraph const& graph, Domains const& domains,
                                 Candidates const& candidates)
    : gates_(gates), graph_(graph), domains_(domains), candidates_(candidates),
      values_(gates, graph, domains), sources_(graph.events.size()), co_(graph.events.size()),
      fr_(graph.events.size()) {
  encode_events();
  encode_rf();
  encode_co();
}

Literal ProgramEncoding::holds(GuardId g) const {
  if (guards_[g] == 0) guards_[g] = values_.conjunction(graph_.guards[g]);
  return guards_[g];
}

void ProgramEncoding::demand(Literal executed, TermId term) {
  meaningless_.push_back(gates_.both(executed, -defined(term)));
}
void ProgramEncoding::encode_events() {
  guards_.resize(graph_.guards.size(), 0);
  for (EventId e = 0; e < graph_.events.size(); ++e) {
    auto const& event = graph_.events[e];
    executed_.push_back(holds(event.guard));
    if (event.address) {
      std::vector<Literal> somewhere{-executed_[e], values_.thin_air(*event.address)};
      for (auto cell : domains_.of_address[e]) somewhere.push_back(accesses(e, cell));
      gates_.require(somewhere);
    }
    bool const is_chosen = event.kind == EventKind::Read || event.answers; // its value
    if (!is_chosen) demand(executed_[e], event.value);
    if (is_chosen) values_.require_default_unless(executed_[e], event.value);
  }
  for (auto const& w : graph_.waits) gates_.require({-holds(w.guard), truth(w.passes)});
  for (auto const& d : graph_.demands) demand(holds(d.guard), d.term);
  for (auto const& f : graph_.faults) {
    std::vector<Literal> reasons{-holds(f.stops)};
    for (auto t : f.terms) reasons.push_back(-defined(t));
    if (f.place) {
      std::vector<Literal> elsewhere{defined(*f.place)};
      for (std::size_t cpu = 0; cpu < f.cpus; ++cpu)
        elsewhere.push_back(-has(*f.place, number(static_cast<std::int64_t>(cpu))));
      if (f.cpus == 0) elsewhere.push_back(-values_.is_cell(*f.place));
      reasons.push_back(gates_.all(elsewhere));
    }
    gates_.require(reasons);
  }
}

Literal ProgramEncoding::accesses(EventId e, CellId cell) const {
  auto const& address = graph_.events[e].address;
  return address ? has(*address, domains_.cells[cell]) : never;
}
Literal ProgramEncoding::same_cell(EventId a, EventId b) const {
  if (a == b) return graph_.events[a].address ? always : never;
  std::vector<Literal> parts;
  for (auto cell : domains_.of_address[a]) parts.push_back(gates_.both(accesses(a, cell), accesses(b, cell)));
  return gates_.any(parts);
}
Literal ProgramEncoding::same_value(EventId a, EventId b) const {
  if (a == b) return executed_[a];
  return gates_.all(
      {executed_[a], executed_[b], values_.same(graph_.events[a].value, graph_.events[b].value)});
}
Literal ProgramEncoding::tagged(EventId e, std::string const& set) const {
  auto const found = graph_.tag_names.find(set);
  if (!found) return never;
  auto const tag = *found;
  auto const& event = graph_.events[e];
  if (event.tags.has(tag)) return always;
  std::vector<Literal> parts;
  if (event.zero_tags.has(tag)) parts.push_back(falsity(event.decides));
  if (event.nonzero_tags.has(tag)) parts.push_back(truth(event.decides));
  return gates_.any(parts);
}

void ProgramEncoding::encode_rf() {
  for (EventId r = 0; r < graph_.events.size(); ++r) {
    if (graph_.events[r].kind != EventKind::Read) continue;
    std::vector<Literal> sources;
    for (EventId w = 0; w < graph_.events.size(); ++w) {
      if (!candidates_.rf.contains(w, r)) continue;
      auto const edge = gates_.fresh();
      sources_.set(r, w, edge);
      sources.push_back(edge);
      gates_.require({-edge, executed_[w]});
      gates_.require({-edge, executed_[r]});
      gates_.require({-edge, same_cell(w, r)});
      gates_.note_implied(edge, {executed_[w], executed_[r], same_cell(w, r)});
      values_.require_same({edge}, graph_.events[w].value, graph_.events[r].value);
    }
    add_sources_of_thin_air(r, sources);
    gates_.exactly_one_if(executed_[r], sources);
  }
}

// Where it is not known where an access is, a read may have any value: that of a write that is anywhere.
void ProgramEncoding::add_sources_of_thin_air(EventId r, std::vector<Literal>& sources) {
  auto const value = values_.thin_air(graph_.events[r].value);
  if (value == never) return;
  auto const add = [&](std::vector<Literal> const& parts) {
    if (auto const way = gates_.all(parts); way != never) sources.push_back(way);
  };
  auto const nowhere = values_.thin_air(*graph_.events[r].address);
  add({executed_[r], nowhere, value});
  auto const is_behind = [&](EventId w) {
    return graph_.events[w].thread == graph_.events[r].thread && w > r;
  };
  for (EventId w = 0; w < graph_.events.size(); ++w)
    if (graph_.events[w].kind == EventKind::Write && values_.thin_air(*graph_.events[w].address) != never &&
        !(candidates_.coherent && is_behind(w)))
      add({executed_[r], -nowhere, executed_[w], values_.thin_air(*graph_.events[w].address), value,
           gates_.fresh()});
}

void ProgramEncoding::encode_co() {
  std::vector<EventId> writes;
  for (EventId e = 0; e < graph_.events.size(); ++e)
    if (graph_.events[e].kind == EventKind::Write) writes.push_back(e);
  for (auto a : writes)
    for (auto b : writes) {
      if (a >= b) continue;
      bool const forward = candidates_.co.contains(a, b), backward = candidates_.co.contains(b, a);
      if (!forward && !backward) continue;
      auto const both = gates_.all({executed_[a], executed_[b], same_cell(a, b)});
      if (!backward) {
        co_.set(a, b, both);
      } else if (!forward) {
        co_.set(b, a, both);
      } else {
        auto const order = gates_.fresh();
        gates_.require({-order, both});
        gates_.note_implied(order, {both});
        co_.set(a, b, order);
        co_.set(b, a, gates_.both(both, -order));
      }
    }
  for (auto a : writes)
    for (auto const& [b, first] : co_.from(a))
      for (auto const& [c, second] : co_.from(b))
        if (a != c && first != never && second != never) gates_.require({-first, -second, co(a, c)});
}

// The write that is read settles it, so a fact about fr is one about all of them.
Literal ProgramEncoding::fr(EventId r, EventId w) const {
  if (auto const made = fr_.find(r, w)) return *made;
  std::vector<std::pair<Literal, Literal>> ways; // rf from a write, and that one before w
  bool can_be = false;
  for (auto const& [source, edge] : sources(r)) {
    ways.emplace_back(edge, co(source, w));
    can_be = can_be || ways.back().second != never;
  }
  auto const out = can_be ? gates_.fresh() : never;
  fr_.set(r, w, out);
  if (!can_be) return out;
  for (auto const& [edge, order] : ways) {
    gates_.require({-edge, -order, out});
    gates_.require({-edge, order, -out});
  }
  gates_.require({-out, executed_[r]});
  gates_.require({-out, executed_[w]});
  gates_.note_implied(out, {executed_[r], executed_[w]});
  gates_.note_meaning(out, std::move(ways));
  return out;
}
Literal ProgramEncoding::last(EventId w) const {
  std::vector<Literal> parts{executed_[w]};
  for (EventId other = 0; other < graph_.events.size(); ++other)
    if (candidates_.co.contains(w, other)) parts.push_back(-co(w, other));
  return gates_.all(parts);
}

} // namespace barrister::solver
