// SPDX-License-Identifier: BSD-2-Clause
// What one run does: a step, and what is local behind it.
#pragma once
#include "proofs/sc/state.hpp"

namespace barrister::sc {

// What stands before a run that has not ended: always a step.
Statement const& next_step(Run const&);
// Another run of the state, before all of its code; not yet among its runs.
Run new_run(World const&, State&, ContextId, CpuId);
// Executes what is local, until each run is before a step or has ended: one state for each choice on the way,
// and none where an Assume fails. An act or interrupt that ends leaves the stack.
std::vector<State> settled(World const&, State, RunName);
// Executes the next step of a run; nothing if it waits.
std::optional<std::vector<State>> step(World const&, State, RunName);
bool waits(World const&, State const&, RunName);

} // namespace barrister::sc
