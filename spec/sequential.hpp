// SPDX-License-Identifier: BSD-2-Clause
// Models under which an execution is an interleaving of its CPUs.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister {

// Some axiom says `acyclic po | rf | co | fr`, or more.
bool is_sequential(MemoryModel const&);

} // namespace barrister
