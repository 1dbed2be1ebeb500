// SPDX-License-Identifier: BSD-2-Clause
// A memory model as constraints: every axiom holds of the execution that a ProgramEncoding describes.
#pragma once
#include "solver/bounds.hpp"
#include "solver/encode_program.hpp"

namespace barrister::solver {

// Requires every axiom. Nothing, or what stands in the way: a construct that has no encoding.
std::optional<std::string> encode_axioms(ProgramEncoding const&, MemoryModel const&, Candidates const&);

} // namespace barrister::solver
