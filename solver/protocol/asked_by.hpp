// SPDX-License-Identifier: BSD-2-Clause
// What the condition of a litmus test says of threads that are exchanged: `0:r0=0 /\ 1:r0=0` stays what it
// is, whatever the order of its parts.
#pragma once
#include "solver/encode/property.hpp"
#include "solver/protocol/alike.hpp"
#include "solver/unfold/live_locals.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::solver {

// Of the test, and of its locals, as long as what is returned lives.
Asked asked_by(LitmusTest const&, FinalLocals const&);

// By thread, the locals that it looks at in the end: in its condition, its filter, and what it lists.
std::vector<Locals> asked_locals(LitmusTest const&);

} // namespace barrister::solver
