// SPDX-License-Identifier: BSD-2-Clause
// Has proofs look over a solver's result: every execution it shows, and what it says about them.
#pragma once
#include "spec/memory_model.hpp"
#include "spec/verdict.hpp"

namespace barrister::cli {

// Everything that is wrong; empty when nothing is.
std::vector<std::string> recheck(LitmusTest const&, MemoryModel const&, LitmusResult const&, unsigned unroll);

} // namespace barrister::cli
