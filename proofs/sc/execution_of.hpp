// SPDX-License-Identifier: BSD-2-Clause
// A way through the states as an execution: each read sees the last write before it, unless it strays.
#pragma once
#include "proofs/sc/state.hpp"
#include "spec/protocol_execution.hpp"
#include <optional>

namespace barrister::sc {

// The state is one that was come to from this start of the world, whose ways are recorded, and nothing has to
// go on from there. Acts of one agent are named in the order of their CPUs, spare ones last, as they are
// alike; nothing where that gives one another spare CPU, and it does something else there; nor where nobody
// writes what was said to be still to come.
std::optional<ProtocolExecution> execution_of(World const&, std::uint32_t start, State const&);

} // namespace barrister::sc
