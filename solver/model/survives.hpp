// SPDX-License-Identifier: BSD-2-Clause
// Whether what a model allows is still allowed when rounds of loops that changed nothing are taken out of an
// execution (proofs/lemmas/await.md): their reads, their fences, and what failed to write. Writes stay, and
// so do the events of RCU, SRCU and of locks that were taken or released.
#pragma once
#include "spec/memory_model.hpp"
#include <set>
#include <string>

namespace barrister::solver {

// Each axiom.
bool survives(MemoryModel const&);
// A flag that is raised, or a requirement that fails, by something of which all but one such round of a loop
// can be taken out.
bool survives(MemoryModel const&, Check const& flag_or_requirement);

// Whether what a model allows is still allowed when events are taken out of an execution, whichever they
// are (proofs/lemmas/deletion.md): but for initial writes; so that the read and the write of one
// read-modify-write stay or go together; and so that what is read by a read that is left is left. `absent`:
// sets that no event is in. Of an axiom for which that is not known, its text; else empty.
std::string what_does_not_survive_deletion(MemoryModel const&, std::set<std::string> const& absent);
// A flag that is raised by events all of which are left is raised by them still.
bool is_still_raised(MemoryModel const&, Check const& flag, std::set<std::string> const& absent);

} // namespace barrister::solver
