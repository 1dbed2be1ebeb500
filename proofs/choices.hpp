// SPDX-License-Identifier: BSD-2-Clause
// The choices a model makes in an execution: are they among those it may make, and which are these?
#pragma once
#include "proofs/evaluate.hpp"

namespace barrister::proofs {

// What is wrong with the execution's choices, given the model's value on it; with one of them.
std::vector<std::string> complaints_about_choices(MemoryModel const&, Execution const&, Evaluation const&);
std::vector<std::string> complaints_about_choice(MemoryModel const&, std::size_t choice, Execution const&,
                                                 SetOrRelation const& a, SetOrRelation const& b);
// Whether there are as many as the model makes.
std::vector<std::string> complaints_about_number_of_choices(MemoryModel const&, Execution const&);

// Relations that the choice of this index can come to, given its operands' values: all of them, if they are
// not more than so many.
std::vector<Relation> possible_choices(MemoryModel const&, std::size_t choice, Execution const&,
                                       Evaluation const&, std::size_t most = ~std::size_t{0});

// Makes the model's choices in the execution so that every axiom holds. Tries so many ways at most: `false`
// where none of these does.
bool make_choices(MemoryModel const&, Execution&, std::size_t most);

} // namespace barrister::proofs
