// SPDX-License-Identifier: BSD-2-Clause
// A model that is required from the beginning, axiom by axiom, instead of being learned: one that makes
// choices ('with … from'), which are then the constraint solver's, says what locks do, or has an axiom that
// is negated. Of protocols each of whose runs has a CPU of its own: program order is not asked for.
#pragma once
#include "solver/encode/model.hpp"
#include "solver/protocol/concrete.hpp"

namespace barrister::solver {

class StatedModel {
public:
  StatedModel(SatSolver const&, ProtocolEncoding const&, MemoryModel const&, Candidates const&);
  std::string const& problem() const { return problem_; } // why it cannot be stated; or empty

  // Of the execution that was found last: what is chosen in it. The evaluator has to allow it, or there is a
  // problem.
  void complete(Concrete&);

private:
  SatSolver const& sat_;
  SharedModel ordered_;
  MemoryModel const& model_;
  ModelEncoding axioms_;
  std::string problem_;
};

} // namespace barrister::solver
