// SPDX-License-Identifier: BSD-2-Clause
// Facts as literals.
#pragma once
#include "solver/lemma/brackets.hpp"
#include "solver/lemma/fact.hpp"
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

// All of a fact's literals hold if it does.
class Facts {
public:
  Facts(Gates& gates, ProtocolEncoding const& encoding, MemoryModel const& model)
      : gates_(gates), encoding_(encoding), program_(encoding.program()), model_(model),
        brackets_(gates, encoding) {}

  std::vector<Literal> const& literals(Fact const&); // with `never` among them if it cannot be
  bool can_be(Fact const& f) { return literals(f) != std::vector{never}; }
  Brackets& brackets() { return brackets_; }
  bool is(Fact const&); // in the execution that was found last

private:
  std::vector<Literal> make(Fact const&);
  Literal program_order(EventId, EventId) const;
  Literal depends(std::vector<Dependency> const&, EventId, EventId) const;
  GraphEvent const& event(EventId e) const { return encoding_.graph().events.events[e]; }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  MemoryModel const& model_;
  Brackets brackets_;
  std::map<Fact, std::vector<Literal>> made_;
};

} // namespace barrister::solver
