// SPDX-License-Identifier: BSD-2-Clause
// A model on an execution that was found.
#pragma once
#include "solver/model/evaluator.hpp"
#include "solver/protocol/concrete.hpp"

namespace barrister::solver {

// These checks of it, by index, and all that they are made of; choices as they were made.
Evaluator evaluated(SharedModel const&, Concrete const&, std::vector<std::size_t> const& checks);
std::vector<std::size_t> axioms_of(MemoryModel const&);

} // namespace barrister::solver
