// SPDX-License-Identifier: BSD-2-Clause
// Premises as literals.
#pragma once
#include "solver/protocol/encode.hpp"
#include "solver/protocol/premise.hpp"

namespace barrister::solver {

// All of a premise's literals hold if it does.
class Premises {
public:
  Premises(Gates& gates, ProtocolEncoding const& encoding, MemoryModel const& model)
      : gates_(gates), encoding_(encoding), program_(encoding.program()), model_(model) {}

  std::vector<Literal> const& literals(Premise const&); // with `never` among them if it cannot be
  bool can_be(Premise const& f) { return literals(f) != std::vector{never}; }
  bool is(Premise const&); // in the execution that was found last

private:
  std::vector<Literal> make(Premise const&);
  Literal program_order(EventId, EventId) const;
  Literal depends(std::vector<Dependency> const&, EventId, EventId) const;
  bool is_bracket(EventId) const;
  bool is_start(EventId e) const { return event(e).tags.has(Tag::RcuLock); }
  bool may_cross(RunId) const;
  std::vector<Literal> reader(EventId, EventId) const;
  std::vector<Literal> no_reader(EventId own) const;
  GraphEvent const& event(EventId e) const { return encoding_.graph().events.events[e]; }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  MemoryModel const& model_;
  std::map<Premise, std::vector<Literal>> made_;
};

} // namespace barrister::solver
