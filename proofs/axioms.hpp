// SPDX-License-Identifier: BSD-2-Clause
// The axioms of a model, and its choices, on one execution after another.
#pragma once
#include "proofs/evaluator.hpp"
#include "proofs/prepared_axioms.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

class Axioms {
public:
  explicit Axioms(PreparedAxioms const&); // which must outlive this
  explicit Axioms(PreparedAxioms&&) = delete;

  // What the model does not allow in this execution, in words.
  std::vector<std::string> broken_by(Execution const&);

private:
  void look_at_choice(std::size_t choice, Execution const&, std::vector<std::string>& complaints);
  void look_at_axiom(std::size_t check, std::vector<std::string>& complaints);

  MemoryModel const& model_;
  Evaluator values_;
  // By choice, by check: what it speaks of has not changed since it was last found to be fine, if its values
  // last changed then; 0: it was not.
  std::vector<std::uint64_t> fine_choices_, fine_checks_;
};

} // namespace barrister::proofs
