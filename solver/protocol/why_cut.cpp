// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/why_cut.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

// No loop was, but some interrupt raises one too deep.
bool is_cut_by_interrupts(Search const& search) {
  bool any = false;
  for (auto const& run : search.graph().runs)
    for (auto const& cut : run.cuts) {
      if (!holds_in(search.sat(), search.encoding().program(), cut.guard)) continue;
      if (cut.loop) return false;
      any = true;
    }
  return any;
}

} // namespace

// What a loop read of old values in its last rounds: nothing makes it see the new ones in time.
std::string why_cut(Search const& search, Protocol const& protocol, Concrete const& cut, unsigned rounds) {
  if (is_cut_by_interrupts(search))
    return "interrupts that raise interrupts were followed no deeper than " + std::to_string(deepest_cause) +
           " of them";
  auto out = "a loop can go round more than " + std::to_string(rounds) + " times";
  std::set<std::string> stale;
  auto const& c = cut.candidate;
  for (auto r : c.reads) {
    auto const& event = search.graph().events.events[cut.origin[r]];
    auto const& run = search.graph().runs[event.thread];
    if (run.paths[run.steps[event.step].path].empty()) continue; // in no loop
    auto const& order = c.orders[c.cell[r]];
    bool const is_stale = std::any_of(std::ranges::find(order, c.source[r]) + 1, order.end(), [&](EventId w) {
      return search.graph().events.events[cut.origin[w]].thread != event.thread;
    });
    if (!is_stale) continue;
    auto const& thread = protocol.program.threads[run.context];
    auto const& address = cut.graph.terms[*cut.graph.events[r].address].value;
    stale.insert(protocol.program.objects[address.object].name + " at line " +
                 std::to_string(thread.instructions[event.instruction].place.line));
  }
  for (auto const& one : stale) out += (one == *stale.begin() ? ": stale reads of " : ", of ") + one;
  return out;
}

} // namespace barrister::solver
