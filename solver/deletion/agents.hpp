// SPDX-License-Identifier: BSD-2-Clause
// Agents that act any number of times, and what of their code can be left out of an execution.
#pragma once
#include "spec/protocol.hpp"
#include <set>
#include <string>

namespace barrister::solver {

using Agents = std::set<std::string>;

// Those that the claim lets act any number of times.
Agents unbounded_agents(Protocol const&, Claim const&);

// Why executions of this protocol are not what is left of longer ones when acts of these agents are taken
// out, as far as the code says; or empty (proofs/lemmas/deletion.md, "What is refused").
std::string why_not_deleted(Protocol const&, Claim const&, Agents const&);

} // namespace barrister::solver
