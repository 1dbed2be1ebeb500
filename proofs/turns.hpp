// SPDX-License-Identifier: BSD-2-Clause
// Do the runs of an execution take turns as CPUs let them (semantics 2)?
#pragma once
#include "proofs/history.hpp"

namespace barrister::proofs {

struct Turns {
  std::vector<std::string> complaints;
  // By CPU: what has a turn and has not ended; each is inside the one before it.
  std::vector<std::vector<std::uint32_t>> stacks;
};
Turns check_turns(Protocol const&, ProtocolExecution const&, History const&);

} // namespace barrister::proofs
