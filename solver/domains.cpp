// SPDX-License-Identifier: BSD-2-Clause
#include "solver/domains.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using Values = std::vector<Value>;
void add(Values& into, Value v) {
  auto at = std::ranges::lower_bound(into, v);
  if (at == into.end() || *at != v) into.insert(at, v);
}
void add(Values& into, Values const& more) {
  for (auto v : more) add(into, v);
}

} // namespace

Domains compute_domains(EventGraph const& graph) {
  Domains out;
  out.of_term.resize(graph.terms.size());
  out.of_address.resize(graph.events.size());
  std::map<Value, CellId> cell_at;
  for (EventId e = 0; e < graph.initial_writes; ++e) {
    out.cells.push_back(graph.terms[*graph.events[e].address].value);
    cell_at[out.cells.back()] = e;
  }

  std::vector<Values> owned(graph.owned_initial.size()); // by variable
  auto const compute = [&](std::vector<Values> const& readable) {
    auto const at_address = [&](TermId address, Values& values) {
      for (auto a : out.of_term[address])
        if (auto at = cell_at.find(a); at != cell_at.end()) add(values, readable[at->second]);
    };
    for (TermId t = 0; t < graph.terms.size(); ++t) {
      auto const& term = graph.terms[t];
      Values values;
      auto const& of = out.of_term;
      switch (term.kind) {
      case Term::Kind::Constant: values = {term.value}; break;
      case Term::Kind::ReadValue:
        if (graph.events[term.a].answers) {
          values = {number(0), number(1)};
          break;
        }
        at_address(*graph.events[term.a].address, values);
        break;
      case Term::Kind::Operation:
        for (auto l : of[term.a])
          for (auto r : is_unary(term.op) ? Values{number(0)} : of[term.b])
            if (auto v = apply(term.op, l, r)) add(values, *v);
        break;
      case Term::Kind::Select:
        if (std::ranges::any_of(of[term.a], truth)) values = of[term.b];
        if (!std::ranges::all_of(of[term.a], truth)) add(values, of[term.c]);
        break;
      case Term::Kind::Convert:
        for (auto v : of[term.a]) add(values, convert(v, graph.types[term.b]));
        break;
      case Term::Kind::Free:
        for (unsigned i = 0; i < graph.free[term.a]; ++i) add(values, number(i));
        break;
      case Term::Kind::Cpu:
        for (auto cpu : graph.cpus_of_run[term.a]) add(values, number(cpu));
        break;
      case Term::Kind::Owned: values = owned[graph.owned_reads[term.a].variable]; break;
      case Term::Kind::FinalAt: at_address(term.a, values); break;
      case Term::Kind::Holds: values = {number(0), number(1)}; break;
      }
      out.too_large = out.too_large || values.size() > Domains::largest;
      out.of_term[t] = std::move(values);
      if (out.too_large) return;
    }
  };
  std::vector<Values> cells(out.cells.size());
  auto const rounds = computed_writes(graph);
  for (std::size_t round = 0; round <= rounds + graph.owned_writes.size() + 1 && !out.too_large; ++round) {
    compute(cells);
    auto next = cells;
    auto const owned_before = owned;
    for (OwnedId v = 0; v < owned.size(); ++v)
      for (auto initial : graph.owned_initial[v]) add(owned[v], out.of_term[initial]);
    for (auto const& write : graph.owned_writes) add(owned[write.variable], out.of_term[write.value]);
    for (auto const& event : graph.events) {
      if (event.kind != EventKind::Write) continue;
      for (auto a : out.of_term[*event.address])
        if (auto at = cell_at.find(a); at != cell_at.end()) add(next[at->second], out.of_term[event.value]);
    }
    if (next == cells && owned == owned_before) break;
    cells = std::move(next);
  }
  if (!out.too_large) compute(cells);
  for (EventId e = 0; e < graph.events.size(); ++e)
    if (graph.events[e].address)
      for (auto a : out.of_term[*graph.events[e].address])
        if (auto at = cell_at.find(a); at != cell_at.end()) {
          auto& of = out.of_address[e];
          of.insert(std::ranges::lower_bound(of, at->second), at->second);
        }
  return out;
}

} // namespace barrister::solver
