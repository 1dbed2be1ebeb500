// SPDX-License-Identifier: BSD-2-Clause
// Readers of RCU and SRCU in a state, and whom grace periods wait for: 5.2 of spec/semantics.md.
#pragma once
#include "proofs/sc/state.hpp"

namespace barrister::sc {

// Whom the grace period of this run waits for: all whose readers are open now.
void look_for_readers(State&, Run& waiting);

// One of this run ends; if it has none, one of what it is on top of.
void end_reader(State&, RunName);
// The last one of this run; if it has none (srcu_up_read()), one of some other.
void end_reader_of(Value srcu, State&, RunName);
// The run ends. What its readers of RCU are on top of may end them; else whoever waits for them waits for
// ever.
void leave_readers_open(State&, RunName);

} // namespace barrister::sc
