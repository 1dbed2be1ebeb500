// SPDX-License-Identifier: BSD-2-Clause
// The claims of a protocol, decided in the world as it is declared; agents that may act any number of times
// act as often as they are there.
#pragma once
#include "solver/protocol/verify.hpp"

namespace barrister::solver {

ProtocolResult decide(Protocol const&, MemoryModel const&, ProtocolOptions const&, LemmaStore&);

} // namespace barrister::solver
