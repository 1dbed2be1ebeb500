// SPDX-License-Identifier: BSD-2-Clause
// A round of a loop that changes nothing: from where the condition has held to where it holds again, it
// writes nothing, begins and ends no reader, raises and counts nothing, waits for no grace period, lets no
// one in who could not come at its ends, and leaves the locals that matter as they were. Executions are as
// good without it, but for one of a loop: proofs/lemmas/await.md.
#pragma once
#include "solver/graph/event_graph.hpp"
#include <vector>

namespace barrister::solver {

// Where this holds, and the two terms have one value, a local comes from the same reads.
struct SameThere {
  GuardId where = 0;
  TermId before = 0, now = 0;
};
// A round that may be idle. It is where `passed` holds, none of `changes` does, and one of each of `same`.
struct IdleRound {
  unsigned number = 0;
  GuardId passed = 0;
  std::vector<GuardId> changes;
  std::vector<std::vector<SameThere>> same; // for each local that may be another
  EventId first = 0, behind = 0;            // its events
};

} // namespace barrister::solver
