// SPDX-License-Identifier: BSD-2-Clause
// Whether what a model allows is still allowed when rounds of loops that changed nothing are taken out of an
// execution (proofs/lemmas/await.md): their reads, their fences, and what failed to write. Writes stay, and
// so do the events of RCU, SRCU and of locks that were taken or released.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::solver {

// Each axiom.
bool survives(MemoryModel const&);
// A flag that is raised, or a requirement that fails, by something of which all but one such round of a loop
// can be taken out.
bool survives(MemoryModel const&, Check const& flag_or_requirement);

} // namespace barrister::solver
