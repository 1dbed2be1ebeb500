// SPDX-License-Identifier: BSD-2-Clause
// Contexts that may have their turns on a run's CPU behind a loop of it alone: what they do is missing, too,
// where the run is cut.
#pragma once
#include "solver/protocol/meet.hpp"
#include <set>

namespace barrister::solver {

// Those that the run does not let in where it is cut; and those that read what it, or one that meets it, has
// left in variables of their CPU.
std::set<ContextId> come_behind(Protocol const&, ProtocolEncoding const&, RunId, CutAt const&,
                                MayMeet const&);

} // namespace barrister::solver
