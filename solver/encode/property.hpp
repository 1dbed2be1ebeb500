// SPDX-License-Identifier: BSD-2-Clause
// A proposition over the final state, as a literal.
#pragma once
#include "solver/encode/program.hpp"
#include "spec/property.hpp"

namespace barrister::solver {

using FinalLocals = std::vector<std::vector<TermId>>; // by CPU
Literal encode_proposition(ProgramEncoding const&, FinalLocals const&, Program const&, Proposition const&);

} // namespace barrister::solver
