// SPDX-License-Identifier: BSD-2-Clause
// Evaluates a memory model on one execution, the obvious way: each set and relation in full, each fixpoint by
// iteration from empty.
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"
#include <variant>

namespace barrister::proofs {

using SetOrRelation = std::variant<EventSet, Relation>;

struct Evaluation {
  std::vector<SetOrRelation> nodes; // of each node of the model; Variables hold the fixpoint
  std::vector<bool> holds;          // of each check of the model: did its test, negation included, succeed
  bool consistent = true;           // every axiom holds
  std::vector<std::string> flags;   // sorted, each once
  bool undefined = false;           // a requirement fails
  // A fixpoint that checks rest on and that does not settle, in words: then none of this is to be used.
  std::string unsettled;
};
Evaluation evaluate(MemoryModel const&, Execution const&);

} // namespace barrister::proofs
