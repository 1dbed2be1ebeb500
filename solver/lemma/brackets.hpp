// SPDX-License-Identifier: BSD-2-Clause
// RCU readers as literals: Rcu-lock and Rcu-unlock match as brackets in the program order of their run.
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

class Brackets {
public:
  Brackets(Gates& gates, ProtocolEncoding const& encoding)
      : gates_(gates), encoding_(encoding), program_(encoding.program()) {}

  Literal pair(EventId lock, EventId unlock);
  Literal is_alone(EventId); // it has no partner, if it is executed

private:
  GraphEvent const& event(EventId e) const { return encoding_.graph().events.events[e]; }
  bool is_lock(EventId e) const { return event(e).tags.has(Tag::RcuLock); }
  std::vector<EventId> const& of(RunId);
  Literal has_partner(EventId);

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  std::map<RunId, std::vector<EventId>> brackets_;
  std::map<std::pair<EventId, EventId>, Literal> pairs_;
};

} // namespace barrister::solver
