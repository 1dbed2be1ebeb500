// SPDX-License-Identifier: BSD-2-Clause
// RCU readers as literals: Rcu-lock and Rcu-unlock match as brackets in the program order of a CPU, which is
// that of its runs and of what comes between their steps.
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

class Brackets {
public:
  Brackets(Gates& gates, ProtocolEncoding const& encoding)
      : gates_(gates), encoding_(encoding), program_(encoding.program()) {}

  // All of them hold only where it is so; `never` is among them where that is not known of any execution.
  std::vector<Literal> pair(EventId lock, EventId unlock);
  std::vector<Literal> alone(EventId); // it has no partner
  // These hold wherever it is so, and maybe elsewhere.
  Literal may_be_pair(EventId lock, EventId unlock);
  Literal may_be_alone(EventId);

private:
  GraphEvent const& event(EventId e) const { return encoding_.graph().events.events[e]; }
  bool is_bracket(EventId) const;
  bool is_lock(EventId e) const { return event(e).tags.has(Tag::RcuLock); }
  std::vector<EventId> const& of(RunId);
  bool is_preemptible_in_readers(RunId);
  bool may_cross(RunId);
  Literal own_pair(EventId, EventId);
  Literal has_own_partner(EventId);
  Literal is_whole(RunId);
  Literal are_others_whole(RunId);
  Literal is_beyond(EventId, EventId from, bool is_behind);
  Literal others_keep_to_themselves(EventId);
  Literal others_are_whole_between(EventId lock, EventId unlock);

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  std::map<RunId, std::vector<EventId>> brackets_;
  std::map<RunId, bool> may_cross_;
  std::map<std::pair<EventId, EventId>, Literal> pairs_;
  std::map<RunId, Literal> whole_, others_whole_;
  std::map<EventId, Literal> kept_;
  std::map<std::pair<EventId, EventId>, Literal> whole_between_;
};

} // namespace barrister::solver
