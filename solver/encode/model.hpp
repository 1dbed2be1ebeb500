// SPDX-License-Identifier: BSD-2-Clause
// A memory model as constraints: every axiom holds of the execution that a ProgramEncoding describes, and
// every choice of the model is made.
#pragma once
#include "solver/encode/program.hpp"
#include "solver/model/choices.hpp"

namespace barrister::solver {

class ModelEncoding {
public:
  using Edges = std::map<std::pair<EventId, EventId>, Literal>;

  // Requires every axiom and every choice.
  ModelEncoding(ProgramEncoding const&, MemoryModel const&, Candidates const&);

  std::string const& problem() const { return problem_; } // a construct that has no encoding, or empty
  ChoicePlan const& plan() const { return plan_; }
  // The edges that a choice, by its index in model.choices, may have; nothing when it is none to be made.
  Edges const& choice(std::size_t i) const { return choices_[i]; }

private:
  std::string problem_;
  ChoicePlan plan_;
  std::vector<Edges> choices_;
};

} // namespace barrister::solver
