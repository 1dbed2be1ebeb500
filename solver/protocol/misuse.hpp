// SPDX-License-Identifier: BSD-2-Clause
// Flags of the model other than of races: executions that misuse what the kernel offers.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

// Fills in `flags` and `open_flags`.
void look_for_misuse(Search&, Protocol const&, MemoryModel const&, ProtocolResult&);
// It is not looked for: nothing is known of those flags that the program may raise.
void leave_misuse_open(Search&, MemoryModel const&, ProtocolResult&);

} // namespace barrister::solver
