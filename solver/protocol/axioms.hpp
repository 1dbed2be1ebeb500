// SPDX-License-Identifier: BSD-2-Clause
// A model's axioms, learned: an execution that breaks one is taken apart into the facts that break it, and
// these are forbidden together, in every execution.
#pragma once
#include "solver/protocol/concrete.hpp"
#include "solver/protocol/lessons.hpp"

namespace barrister::solver {

class Axioms {
public:
  Axioms(Gates&, Protocol const&, ProtocolEncoding const&, MemoryModel const&, Experience&,
         AcceptsLemma const&);
  // Why nothing can be learned from the last execution; or empty.
  std::string const& problem() const { return problem_; }

  // Forbids what breaks an axiom in this execution, if anything does; how many clauses that took.
  std::size_t learn(Concrete const&);

  Premises& premises() { return premises_; }
  Lessons& lessons() { return lessons_; }

private:
  Premises premises_;
  Lessons lessons_;
  ProtocolEncoding const& encoding_;
  MemoryModel const& model_;
  std::string problem_;
};

} // namespace barrister::solver
