// SPDX-License-Identifier: BSD-2-Clause
// What the axioms of a model, and its choices, are made of: found out once, for many programs.
#pragma once
#include "proofs/evaluation_plan.hpp"

namespace barrister::proofs {

// The model must outlive this. Threads may share it.
class PreparedAxioms {
public:
  explicit PreparedAxioms(MemoryModel const&);
  MemoryModel const& model() const { return model_; }
  EvaluationPlan const& plan() const { return plan_; }

private:
  MemoryModel const& model_;
  EvaluationPlan plan_;
};

} // namespace barrister::proofs
