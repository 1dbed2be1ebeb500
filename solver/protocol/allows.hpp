// SPDX-License-Identifier: BSD-2-Clause
// Whether the encoding of a protocol has a certain execution. An execution that it does not have would never
// be found to break a claim.
#pragma once
#include "solver/protocol/known_execution.hpp"
#include "solver/protocol/search.hpp"

namespace barrister::solver {

// Asks for an execution with all that is known of this one: its start, the runs there are and their CPUs,
// turns, choices, the place and value of each access, rf, co, how runs end, and what the claims' questions
// say then. The model must be known to allow it.
Allowance allows(Search&, Protocol const&, KnownExecution const&);

} // namespace barrister::solver
