// SPDX-License-Identifier: BSD-2-Clause
// Acts that are imagined to follow a final state: which tasks could they still make current (semantics 5.5)?
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

// For the first act of each agent that writes `current`, each CPU it may be on, and whatever it chooses: it
// runs as a whole, alone, from final values. Nothing where no task with code is ever scheduled.
struct ImaginedActs {
  std::vector<ImaginedAct> all;
  std::string problem; // why these are not all; or empty
};
ImaginedActs imagine_acts(GraphBuilder&, Protocol const&, ProtocolGraph const&);

} // namespace barrister::solver
