// SPDX-License-Identifier: BSD-2-Clause
// Values are one-hot over the term's domain, so an operation is a table. A read that is not executed is given
// the first value of its domain: then each execution has one model, and models can be counted.
#include "solver/encode_program.hpp"
#include <algorithm>

namespace barrister::solver {

ProgramEncoding::ProgramEncoding(Gates& gates, EventGraph const& graph, Domains const& domains,
                                 Candidates const& candidates, Undefined undefined)
    : gates_(gates), graph_(graph), domains_(domains), candidates_(candidates), undefined_(undefined),
      values_(graph.terms.size()) {
  encode_terms();
  encode_events();
  encode_rf();
  encode_co();
}

Literal ProgramEncoding::has(TermId t, Value v) const {
  auto const& domain = domains_.of_term[t];
  auto const at = std::ranges::lower_bound(domain, v);
  return at == domain.end() || *at != v ? never : values_[t][static_cast<std::size_t>(at - domain.begin())];
}
Literal ProgramEncoding::truth(TermId t) const {
  std::vector<Literal> parts;
  for (std::size_t i = 0; i < values_[t].size(); ++i)
    if (barrister::truth(domains_.of_term[t][i])) parts.push_back(values_[t][i]);
  return gates_.any(parts);
}
Literal ProgramEncoding::falsity(TermId t) const { return has(t, number(0)); }
Literal ProgramEncoding::defined(TermId t) const { return gates_.any(values_[t]); }

void ProgramEncoding::encode_terms() {
  for (TermId t = 0; t < graph_.terms.size(); ++t) {
    auto const& term = graph_.terms[t];
    auto const& domain = domains_.of_term[t];
    std::vector<std::vector<Literal>> ways(domain.size()); // to have each value
    auto const add = [&](Value v, Literal way) {
      ways[static_cast<std::size_t>(std::ranges::lower_bound(domain, v) - domain.begin())].push_back(way);
    };
    auto const& of = domains_.of_term;
    switch (term.kind) {
    case Term::Kind::Constant: add(term.value, always); break;
    case Term::Kind::Holds: {
      auto const l = conjunction(graph_.guards[term.a]);
      add(number(1), l);
      add(number(0), -l);
      break;
    }
    case Term::Kind::Free:
    case Term::Kind::Cpu:
    case Term::Kind::Owned:
    case Term::Kind::FinalAt:
    case Term::Kind::ReadValue:
      if (domain.size() == 1) {
        add(domain[0], always);
      } else if (!domain.empty()) {
        for (auto v : domain) add(v, gates_.fresh());
        std::vector<Literal> all;
        for (auto const& way : ways) all.push_back(way[0]);
        gates_.exactly_one_if(always, all);
      }
      break;
    case Term::Kind::Operation:
      for (auto l : of[term.a])
        for (auto r : is_unary(term.op) ? std::vector{number(0)} : of[term.b])
          if (auto const v = apply(term.op, l, r))
            add(*v, is_unary(term.op) ? has(term.a, l) : gates_.both(has(term.a, l), has(term.b, r)));
      break;
    case Term::Kind::Select:
      for (auto v : of[term.b])
        if (auto const way = gates_.both(truth(term.a), has(term.b, v)); way != never) add(v, way);
      for (auto v : of[term.c])
        if (auto const way = gates_.both(falsity(term.a), has(term.c, v)); way != never) add(v, way);
      break;
    case Term::Kind::Convert:
      for (auto v : of[term.a]) add(convert(v, graph_.types[term.b]), has(term.a, v));
      break;
    }
    for (auto const& way : ways) values_[t].push_back(gates_.any(way));
  }
}

Literal ProgramEncoding::conjunction(Guard const& guard) const {
  std::vector<Literal> parts;
  for (auto const& c : guard) parts.push_back(c.holds ? truth(c.term) : falsity(c.term));
  return gates_.all(parts);
}

Literal ProgramEncoding::holds(GuardId g) const {
  if (guards_[g] == 0) guards_[g] = conjunction(graph_.guards[g]);
  return guards_[g];
}

void ProgramEncoding::demand(Literal executed, TermId term) {
  if (undefined_ == Undefined::Excluded) return gates_.require({-executed, defined(term)});
  meaningless_.push_back(gates_.both(executed, -defined(term)));
}
void ProgramEncoding::encode_events() {
  guards_.resize(graph_.guards.size(), 0);
  for (EventId e = 0; e < graph_.events.size(); ++e) {
    auto const& event = graph_.events[e];
    executed_.push_back(holds(event.guard));
    if (event.address) {
      std::vector<Literal> somewhere{-executed_[e]};
      for (auto cell : domains_.of_address[e]) somewhere.push_back(accesses(e, cell));
      gates_.require(somewhere);
    }
    bool const is_chosen = event.kind == EventKind::Read || event.answers; // its value
    if (!is_chosen) demand(executed_[e], event.value);
    if (is_chosen && !values_[event.value].empty()) gates_.require({executed_[e], values_[event.value][0]});
  }
  for (auto const& w : graph_.waits) gates_.require({-holds(w.guard), truth(w.passes)});
  if (undefined_ == Undefined::Excluded)
    for (auto const& c : graph_.cuts) gates_.require({-holds(c.guard)});
  for (auto const& d : graph_.demands) demand(holds(d.guard), d.term);
  for (auto const& f : graph_.faults) {
    std::vector<Literal> reasons{-holds(f.stops)};
    for (auto t : f.terms) reasons.push_back(-defined(t));
    if (f.place)
      for (auto v : domains_.of_term[*f.place]) {
        bool const is_cpu = !v.is_address() && v.number >= 0 && static_cast<std::size_t>(v.number) < f.cpus;
        if (f.cpus > 0 ? !is_cpu : !std::ranges::binary_search(domains_.cells, v))
          reasons.push_back(has(*f.place, v));
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
  std::vector<Literal> parts;
  for (auto v : domains_.of_term[graph_.events[a].value])
    parts.push_back(gates_.both(has(graph_.events[a].value, v), has(graph_.events[b].value, v)));
  return gates_.all({executed_[a], executed_[b], gates_.any(parts)});
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
      rf_[{w, r}] = edge;
      sources.push_back(edge);
      gates_.require({-edge, executed_[w]});
      gates_.require({-edge, executed_[r]});
      gates_.require({-edge, same_cell(w, r)});
      gates_.note_implied(edge, {executed_[w], executed_[r], same_cell(w, r)});
      for (auto v : domains_.of_term[graph_.events[r].value])
        gates_.require({-edge, -has(graph_.events[r].value, v), has(graph_.events[w].value, v),
                        undefined_ == Undefined::Told ? -defined(graph_.events[w].value) : never});
    }
    gates_.exactly_one_if(executed_[r], sources);
  }
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
        co_[{a, b}] = both;
      } else if (!forward) {
        co_[{b, a}] = both;
      } else {
        auto const order = gates_.fresh();
        gates_.require({-order, both});
        gates_.note_implied(order, {both});
        co_[{a, b}] = order;
        co_[{b, a}] = gates_.both(both, -order);
      }
    }
  for (auto a : writes)
    for (auto b : writes)
      for (auto c : writes) {
        if (a == b || b == c || a == c) continue;
        auto const first = co(a, b), second = co(b, c);
        if (first != never && second != never) gates_.require({-first, -second, co(a, c)});
      }
}

Literal ProgramEncoding::rf(EventId w, EventId r) const {
  auto const at = rf_.find({w, r});
  return at == rf_.end() ? never : at->second;
}
Literal ProgramEncoding::co(EventId a, EventId b) const {
  auto const at = co_.find({a, b});
  return at == co_.end() ? never : at->second;
}
// The write that is read settles it, so a fact about fr is one about all of them.
Literal ProgramEncoding::fr(EventId r, EventId w) const {
  if (auto const at = fr_.find({r, w}); at != fr_.end()) return at->second;
  std::vector<std::pair<Literal, Literal>> ways; // rf from a write, and that one before w
  bool can_be = false;
  for (EventId source = 0; source < graph_.events.size(); ++source)
    if (auto const edge = rf(source, r); edge != never) {
      ways.emplace_back(edge, co(source, w));
      can_be = can_be || ways.back().second != never;
    }
  auto const out = fr_[{r, w}] = can_be ? gates_.fresh() : never;
  if (!can_be) return out;
  for (auto const& [edge, order] : ways) {
    gates_.require({-edge, -order, out});
    gates_.require({-edge, order, -out});
  }
  gates_.require({-out, executed_[r]});
  gates_.require({-out, executed_[w]});
  gates_.note_implied(out, {executed_[r], executed_[w]});
  return out;
}
Literal ProgramEncoding::last(EventId w) const {
  std::vector<Literal> parts{executed_[w]};
  for (EventId other = 0; other < graph_.events.size(); ++other)
    if (candidates_.co.contains(w, other)) parts.push_back(-co(w, other));
  return gates_.all(parts);
}

} // namespace barrister::solver
