// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/srcu_index.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

bool has_event(EventGraph const& graph, Tag tag) {
  return std::ranges::any_of(graph.events, [tag](GraphEvent const& e) { return e.tags.has(tag); });
}

// By term: whether it is computed from what a srcu_read_lock() returned. Operands come before what they are
// of.
std::vector<bool> terms_of_indices(EventGraph const& graph) {
  using Kind = Term::Kind;
  std::vector<bool> out(graph.terms.size());
  for (TermId t = 0; t < graph.terms.size(); ++t) {
    auto const& term = graph.terms[t];
    switch (term.kind) {
    case Kind::ReadValue: out[t] = graph.events[term.a].tags.has(Tag::SrcuLock); break;
    case Kind::Operation: out[t] = out[term.a] || out[term.b]; break;
    case Kind::Select: out[t] = out[term.a] || out[term.b] || out[term.c]; break;
    case Kind::Convert: out[t] = out[term.a]; break;
    case Kind::Constant:
    case Kind::Free:
    case Kind::Cpu:
    case Kind::Owned:
    case Kind::FinalAt:
    case Kind::Holds: break;
    }
  }
  return out;
}

} // namespace

std::string where_srcu_index_is_lost(Protocol const& protocol, ProtocolGraph const& graph) {
  auto const& g = graph.events;
  if (!has_event(g, Tag::SyncSrcu) || !has_event(g, Tag::SrcuLock)) return {};
  auto const is_of_index = terms_of_indices(g);
  for (auto const& write : g.owned_writes)
    if (auto const& variable = protocol.owned[write.variable]; !variable.is_ghost && is_of_index[write.value])
      return fmt::format(
          "in {}, what srcu_read_lock() returned is kept in '{}', and which reader it ends then is not "
          "known: keep it in a local variable",
          protocol.contexts[graph.runs[write.run].context].name, variable.name);
  for (auto const& run : graph.runs)
    for (auto const& step : run.steps)
      for (auto const& condition : g.guards[step.guard])
        if (is_of_index[condition.term])
          return fmt::format(
              "in {}, a branch depends on what srcu_read_lock() returned, and which reader ends there "
              "is not known",
              protocol.contexts[run.context].name);
  return {};
}

} // namespace barrister::solver
