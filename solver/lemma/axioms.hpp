// SPDX-License-Identifier: BSD-2-Clause
// A model's axioms, learned: an execution that breaks one is taken apart into the facts that break it, and
// these are forbidden together, in every execution.
#pragma once
#include "solver/lemma/lemmas.hpp"
#include "solver/model/prepared.hpp"
#include "solver/protocol/concrete.hpp"

namespace barrister::solver {

class Axioms {
public:
  Axioms(Gates&, Protocol const&, ProtocolEncoding const&, MemoryModel const&, LemmaStore&,
         AcceptsLemma const&);
  // Why nothing can be learned from the last execution; or empty.
  std::string const& problem() const { return problem_; }

  // Forbids what breaks an axiom in this execution, if anything does; how many clauses that took.
  std::size_t learn(Concrete const&);

  SharedModel const& ordered(); // the model, as it is evaluated: made when it is first asked for
  Facts& facts() { return facts_; }
  Lemmas& lemmas() { return lemmas_; }

private:
  Facts facts_;
  Lemmas lemmas_;
  ProtocolEncoding const& encoding_;
  MemoryModel const& model_;
  SharedModel ordered_;
  std::string problem_;
};

} // namespace barrister::solver
