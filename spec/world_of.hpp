// SPDX-License-Identifier: BSD-2-Clause
// The world that a claim speaks of: where it says `times any`, there are more acts than are declared. And that of a
// litmus test.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/protocol.hpp"

namespace barrister {

// With this claim alone. Acts of its `any_times` recur; those that are added stand behind all contexts, so
// that no number changes.
Protocol world_of(Protocol const&, Claim const&);

// Each thread a task with a CPU of its own; one start, no claims.
Protocol world_of(LitmusTest const&);

} // namespace barrister
