// SPDX-License-Identifier: BSD-2-Clause
// What memory, the owned variables and the accumulators of a protocol hold, at its start or at an end.
#pragma once
#include "spec/probe.hpp"
#include "spec/protocol_execution.hpp"
#include <map>

namespace barrister::proofs {

struct FinalState {
  std::map<Value, Value> cells;                             // by address
  std::map<std::pair<OwnedId, std::uint32_t>, Value> owned; // by variable and owner
  std::vector<Value> counts;                                // by accumulator
};
FinalState state_at(Protocol const&, Start const&);

// The state must outlive it.
ProbedState probed(FinalState const&);

} // namespace barrister::proofs
