// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/stray_unlocks.hpp"
#include "solver/lemma/brackets.hpp"
#include "solver/protocol/circumstances.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {

std::string where_another_reader_may_end(Search& search, Protocol const& protocol, Claim const& claim) {
  auto const& graph = search.graph();
  auto const& events = graph.events.events;
  auto const has = [&](Tag tag) {
    return std::ranges::any_of(events, [tag](GraphEvent const& e) { return e.tags.has(tag); });
  };
  if (!has(Tag::SyncRcu)) return {};
  auto const may_come_inside = [&](EventId unlock) {
    return std::ranges::any_of(events, [&](GraphEvent const& e) {
      return e.tags.has(Tag::RcuLock) && e.thread != events[unlock].thread &&
             search.encoding().turns().may_meet(e.thread, events[unlock].thread);
    });
  };
  Brackets brackets(search.gates(), search.encoding());
  for (EventId e = 0; e < events.size(); ++e) {
    if (!events[e].tags.has(Tag::RcuUnlock) || !may_come_inside(e)) continue;
    auto const strays = search.gates().both(search.encoding().program().executed(e), brackets.is_alone(e));
    auto asked = environment(search.encoding(), protocol, claim);
    asked.push_back(strays);
    if (strays == never || search.ask(asked).kind == SatSolver::Answer::Unsatisfiable) continue;
    auto const& context = protocol.contexts[graph.runs[events[e].thread].context];
    return fmt::format(
        "an rcu_read_unlock() in {} may end a reader that it has not begun, and whose is not known",
        context.name);
  }
  return {};
}

} // namespace barrister::solver
