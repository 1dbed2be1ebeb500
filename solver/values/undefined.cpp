// SPDX-License-Identifier: BSD-2-Clause
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// On some numbers it has no value.
bool is_partial(Operator op) {
  return op == Operator::Divide || op == Operator::Modulo || op == Operator::ShiftLeft ||
         op == Operator::ShiftRight;
}

} // namespace

Fault why_undefined(EventGraph const& graph, TermId t, ValueOf const& value) {
  auto const& term = graph.terms[t];
  auto const deeper = [&](TermId operand) { return why_undefined(graph, operand, value); };
  switch (term.kind) {
  case Term::Kind::Operation: {
    auto const l = value(term.a), r = value(term.b);
    if (!l) return deeper(term.a);
    if (!r) return deeper(term.b);
    return fault_of(term.op, *l, *r);
  }
  case Term::Kind::Select: {
    auto const condition = value(term.a);
    if (!condition) return deeper(term.a);
    return deeper(truth(*condition) ? term.b : term.c);
  }
  case Term::Kind::Convert: return deeper(term.a);
  case Term::Kind::FinalAt: {
    auto const address = value(term.a);
    if (!address) return deeper(term.a);
    Fault out;
    out.kind = Fault::Kind::Follows;
    out.value = *address;
    return out;
  }
  case Term::Kind::Constant:
  case Term::Kind::ReadValue:
  case Term::Kind::Free:
  case Term::Kind::Cpu:
  case Term::Kind::Owned:
  case Term::Kind::Holds: break;
  }
  return {};
}

Fault why_faulty(EventGraph const& graph, FaultAt const& at, ValueOf const& value) {
  Fault out;
  auto const undefined = std::ranges::find_if(at.terms, [&](TermId t) { return !value(t); });
  if (undefined != at.terms.end()) {
    out = why_undefined(graph, *undefined, value);
  } else if (at.place) {
    out.value = *value(*at.place);
    out.kind = at.cpus > 0 ? Fault::Kind::Interrupts : Fault::Kind::Follows;
  }
  out.instruction = at.instruction;
  return out;
}

std::vector<bool> may_be_undefined(EventGraph const& graph, Domains const& domains) {
  std::vector<bool> out(graph.terms.size());
  // Of these no values are listed.
  auto const is_open = [&](TermId t) { return domains.is_wide[t] || domains.thin_air(t); };
  auto const is_number = [&](TermId t) {
    return !domains.thin_air(t) && (!domains.is_wide[t] || domains.objects[t].empty()) &&
           std::ranges::none_of(domains.of_term[t], &Value::is_address);
  };
  for (TermId t = 0; t < graph.terms.size(); ++t) {
    auto const& term = graph.terms[t];
    auto const& of = domains.of_term;
    switch (term.kind) {
    case Term::Kind::Operation:
      out[t] = out[term.a] || out[term.b];
      if (is_open(term.a) || is_open(term.b))
        out[t] = out[t] || is_partial(term.op) || !is_number(term.a) || !is_number(term.b);
      else
        out[t] = out[t] || std::ranges::any_of(of[term.a], [&](Value l) {
                   return std::ranges::any_of(of[term.b], [&](Value r) { return !apply(graph, term, l, r); });
                 });
      break;
    case Term::Kind::Select: out[t] = out[term.a] || out[term.b] || out[term.c]; break;
    case Term::Kind::Convert: out[t] = out[term.a]; break;
    case Term::Kind::FinalAt: out[t] = out[term.a] || may_miss(domains, term.a); break;
    case Term::Kind::Constant:
    case Term::Kind::ReadValue:
    case Term::Kind::Free:
    case Term::Kind::Cpu:
    case Term::Kind::Owned:
    case Term::Kind::Holds: break;
    }
  }
  return out;
}

bool may_miss(Domains const& domains, TermId address) {
  return domains.is_wide[address] || domains.thin_air(address) ||
         !std::ranges::all_of(domains.of_term[address],
                              [&](Value v) { return std::ranges::binary_search(domains.cells, v); });
}

Statements statements_that_may_fault(EventGraph const& graph, Domains const& domains,
                                     std::function<std::uint32_t(std::uint32_t)> const& of_run) {
  Statements out;
  auto const undefined = may_be_undefined(graph, domains);
  for (auto const& demand : graph.demands)
    if (undefined[demand.term]) out.emplace(of_run(demand.thread), demand.instruction);
  for (auto e = graph.initial_writes; e < graph.events.size(); ++e) {
    auto const& event = graph.events[e];
    bool const is_computed = event.kind != EventKind::Read && !event.answers && undefined[event.value];
    bool const misses = event.address && (undefined[*event.address] || may_miss(domains, *event.address));
    if (is_computed || misses) out.emplace(of_run(event.thread), event.instruction);
  }
  return out;
}

} // namespace barrister::solver
