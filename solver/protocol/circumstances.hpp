// SPDX-License-Identifier: BSD-2-Clause
// The executions that a claim speaks of.
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

// They begin with its starts, and who does not act in it does not.
std::vector<Literal> environment(ProtocolEncoding const&, Protocol const&, Claim const&);
// No task that could be made current by an agent that acts in the claim's world waits to be.
std::vector<Literal> nobody_is_owed_a_turn(ProtocolEncoding const&, Claim const&);
// They are finished, unless it speaks of all.
std::vector<Literal> ends(ProtocolEncoding const&, Claim const&);

} // namespace barrister::solver
