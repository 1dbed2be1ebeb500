// SPDX-License-Identifier: BSD-2-Clause
// Which accesses of an execution race, as the model's flag says it.
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// Two accesses of one cell, not both reads. The first is before the second in co, or is read by it, or reads what it
// overwrites: that is all there is between them.
struct Race {
  EventId first = 0, second = 0;
};
// Ascending, each pair once. Empty where the model flags no races, or a fixpoint of it does not settle.
std::vector<Race> races(MemoryModel const&, Execution const&);

} // namespace barrister::proofs
