// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/guarded.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool writes(barrister::Statement const& s) {
  return std::holds_alternative<Store>(s.node) || std::holds_alternative<Rmw>(s.node) ||
         std::holds_alternative<Unlock>(s.node);
}
bool reads(barrister::Statement const& s) {
  return std::holds_alternative<Load>(s.node) || std::holds_alternative<Rmw>(s.node) ||
         std::holds_alternative<IsLocked>(s.node);
}

} // namespace

Guarded::Guarded(Protocol const& protocol, ProtocolEncoding const& encoding, OwnReads const& own)
    : encoding_(encoding) {
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    for_each_statement(protocol.program.threads[c].body, [&](barrister::Statement const& s) {
      bool const is_known =
          (!writes(s) || own.readers_of(c, s.instruction)) && (!reads(s) || own.is_known(c, s.instruction));
      are_all_known_ = are_all_known_ && is_known;
    });
  auto const& events = encoding.graph().events.events;
  for (EventId e = 0; e < events.size(); ++e)
    if (events[e].tags.has(Tag::Ul) && !is_given_back_by_who_took_it(e)) given_back_by_others_.push_back(e);
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].kind != EventKind::Read || events[e].thread == no_thread) continue;
    for (auto const& [write, rf] : encoding.program().sources(e)) {
      auto const by = events[write].thread;
      if (rf == never || by == no_thread || by == events[e].thread) continue;
      bool const are_guarded = are_under_one_lock(write, e);
      for (auto* all : {&reads_, &writes_}) {
        auto const of = statement_of(all == &reads_ ? e : write);
        auto const at = all->try_emplace(of, true).first;
        at->second = at->second && are_guarded;
      }
    }
  }
}

Guarded::Statement Guarded::statement_of(EventId e) const {
  auto const& event = encoding_.graph().events.events[e];
  return {encoding_.graph().runs[event.thread].context, event.instruction};
}

bool Guarded::is_given_back_by_who_took_it(EventId unlock) const {
  return std::ranges::any_of(
      held_at(unlock), [&](EventId lock) { return encoding_.program().same_cell(lock, unlock) != never; });
}

// What may have been given back since is not held.
std::vector<EventId> Guarded::held_at(EventId at) const {
  auto const& graph = encoding_.graph().events;
  auto const& events = graph.events;
  auto const& guard = graph.guards[events[at].guard];
  std::vector<EventId> out, given_back;
  for (auto e = at; e-- > graph.initial_writes && events[e].thread == events[at].thread;) {
    auto const& own = graph.guards[events[e].guard];
    if (events[e].tags.has(Tag::Ul) && !have_opposites(own, guard)) given_back.push_back(e);
    auto const is_of_it = [&](EventId unlock) { return encoding_.program().same_cell(e, unlock) != never; };
    bool const is_held = events[e].tags.has(Tag::Lkw) && std::ranges::includes(guard, own) &&
                         std::ranges::none_of(given_back, is_of_it) &&
                         std::ranges::none_of(given_back_by_others_, is_of_it);
    if (is_held) out.push_back(e);
  }
  return out;
}

bool Guarded::are_under_one_lock(EventId a, EventId b) const {
  auto const other = held_at(b);
  return std::ranges::any_of(held_at(a), [&](EventId lock) {
    return std::ranges::any_of(
        other, [&](EventId one) { return encoding_.program().same_cell(lock, one) == always; });
  });
}

bool Guarded::is_read(ContextId context, InstructionId instruction) const {
  auto const at = reads_.find({context, instruction});
  return are_all_known_ && at != reads_.end() && at->second;
}
bool Guarded::is_write(ContextId context, InstructionId instruction) const {
  auto const at = writes_.find({context, instruction});
  return are_all_known_ && at != writes_.end() && at->second;
}

} // namespace barrister::solver
