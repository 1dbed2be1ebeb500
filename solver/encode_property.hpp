// SPDX-License-Identifier: BSD-2-Clause
// A proposition over the final state, as a literal.
#pragma once
#include "solver/encode_program.hpp"
#include "spec/property.hpp"

namespace barrister::solver {

Literal encode_proposition(ProgramEncoding const&, Domains const&, Program const&, Proposition const&);

} // namespace barrister::solver
