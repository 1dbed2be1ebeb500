// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/misuse.hpp"
#include "solver/protocol/evaluated.hpp"
#include "solver/protocol/witness.hpp"

namespace barrister::solver {
namespace {

// The first pair of events that it flags, or the first event.
std::vector<EventId> raised_by(std::size_t check, MemoryModel const& model, Concrete const& found) {
  auto const evaluator = evaluated(std::make_shared<OrderedModel const>(model), found, {check});
  auto const size = static_cast<EventId>(found.graph.events.size());
  auto const node = model.checks[check].node;
  auto const has = [&](EventId row, EventId e) {
    return (evaluator.value(node)[row * evaluator.words() + e / 64] >> (e % 64)) & 1;
  };
  if (model.nodes[node].is_set) {
    for (EventId e = 0; e < size; ++e)
      if (has(0, e)) return {e};
    return {};
  }
  for (EventId a = 0; a < size; ++a)
    for (EventId b = 0; b < size; ++b)
      if (has(a, b)) return {a, b};
  return {};
}

RaisedFlag raised(std::size_t check, Search const& search, Protocol const& protocol, MemoryModel const& model,
                  Concrete const& found) {
  RaisedFlag out{model.checks[check].name, {}, WitnessMaker(protocol, search, found).run()};
  for (auto e : raised_by(check, model, found)) {
    auto const& event = search.graph().events.events[found.origin[e]];
    if (event.thread == no_thread) continue;
    std::pair const at{search.graph().runs[event.thread].context, event.instruction};
    if (out.by.empty() || out.by.back() != at) out.by.push_back(at);
  }
  return out;
}

std::vector<std::size_t> flags_of_misuse(MemoryModel const& model) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Flag && !is_of_races(model.checks[i])) out.push_back(i);
  return out;
}

} // namespace

void leave_misuse_open(Search& search, MemoryModel const& model, ProtocolResult& result) {
  for (auto i : flags_of_misuse(model))
    if (search.may_be_raised(i)) result.open_flags.push_back(model.checks[i].name);
}

// Where a loop is cut, or a run waits, what would come behind may be what is missed: these are not asked.
void look_for_misuse(Search& search, Protocol const& protocol, MemoryModel const& model,
                     ProtocolResult& result) {
  std::vector<Literal> const ended{-search.encoding().is_cut(), -search.encoding().some_stuck()};
  std::vector<std::size_t> asked;
  for (auto i : flags_of_misuse(model))
    if (search.can_ask_for(model.checks[i]))
      asked.push_back(i);
    else
      result.open_flags.push_back(model.checks[i].name);
  if (asked.empty()) return;
  // Most programs raise none.
  if (search.ask_for_flag(asked, ended).kind == SatSolver::Answer::Unsatisfiable) return;
  for (auto i : asked) {
    auto const answer = search.ask_for_flag({i}, ended);
    if (answer.kind == SatSolver::Answer::Unknown) result.open_flags.push_back(model.checks[i].name);
    if (answer.kind == SatSolver::Answer::Satisfiable)
      result.flags.push_back(raised(i, search, protocol, model, *answer.found));
  }
}

} // namespace barrister::solver
