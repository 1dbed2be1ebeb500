// SPDX-License-Identifier: BSD-2-Clause
// The parts of a check that need not know what a program is: is this a candidate execution, is it the one
// that running the program again gives, and does the model allow it?
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// Whether the parts are of one size, and the tags have the program's names: the others rely on it.
std::vector<std::string> complaints_about_shape(Program const&, Execution const&);
// Events, dependencies and locals of an execution, against those of the program run again.
std::vector<std::string> differences(Program const&, Execution const& claimed, Execution const& rerun);
// rf must give each read one write of its cell and value.
std::vector<std::string> complaints_about_rf(Program const&, Execution const&);
// co must be a strict total order on the writes of each cell, initial one first.
std::vector<std::string> complaints_about_co(Program const&, Execution const&);
std::vector<std::string> broken_axioms(MemoryModel const&, Execution const&);

std::string name_of_event(Program const&, Execution const&, EventId);

} // namespace barrister::proofs
