// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/faults.hpp"
#include "solver/protocol/witness.hpp"
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool holds(Search const& search, GuardId g) { return holds_in(search.sat(), search.encoding().program(), g); }
std::optional<Value> value(Search const& search, TermId t) {
  return search.encoding().program().values().value_in(search.sat(), t);
}

// As frontend/litmus/lower_world_call.cpp lowers a call of what is no function: 1 / 0.
bool is_call(std::vector<Term> const& terms, FaultAt const& at) {
  return std::ranges::any_of(at.terms, [&](TermId t) {
    if (terms[t].kind != Term::Kind::Operation) return false;
    auto const &one = terms[terms[t].a], &zero = terms[terms[t].b];
    return one.kind == Term::Kind::Constant && one.value == number(1) && zero.kind == Term::Kind::Constant;
  });
}

} // namespace

ProtocolFault fault_in(Search const& search, Protocol const& protocol, Concrete const& found,
                       unsigned unroll) {
  WitnessMaker maker(protocol, search, found);
  ProtocolFault out{{}, maker.run(), unroll};
  auto const& events = search.graph().events;
  auto const at =
      std::ranges::find_if(events.faults, [&](FaultAt const& f) { return holds(search, f.stops); });
  if (at == events.faults.end()) return out;
  out.fault = why_faulty(events, *at, [&](TermId t) { return value(search, t); });
  if (out.fault.kind == Fault::Kind::Divides && is_call(events.terms, *at)) out.fault = {Fault::Kind::Calls};
  out.fault.instruction = at->instruction;
  out.fault.by = maker.number(at->thread);
  return out;
}

std::string place_without_meaning(Search const& search, Protocol const& protocol) {
  for (auto const& demand : search.graph().events.demands)
    if (holds(search, demand.guard) && !value(search, demand.term)) {
      auto const context = search.graph().runs[demand.thread].context;
      auto const& at = protocol.program.threads[context].instructions[demand.instruction];
      return "in " + protocol.contexts[context].name + " at line " + std::to_string(at.place.line) + ": " +
             at.text;
    }
  return "of an atomic operation";
}

} // namespace barrister::solver
