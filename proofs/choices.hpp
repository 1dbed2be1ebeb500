// SPDX-License-Identifier: BSD-2-Clause
// The choices a model makes in an execution: are they among those it may make, and which are these?
#pragma once
#include "proofs/evaluate.hpp"

namespace barrister::proofs {

// What is wrong with the execution's choices, given the model's value on it.
std::vector<std::string> complaints_about_choices(MemoryModel const&, Execution const&, Evaluation const&);

// Every relation that the choice of this index can come to, given its operands' values.
std::vector<Relation> possible_choices(MemoryModel const&, std::size_t choice, Execution const&,
                                       Evaluation const&);

} // namespace barrister::proofs
