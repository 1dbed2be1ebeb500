// SPDX-License-Identifier: BSD-2-Clause
// Sequentially consistent executions of a protocol, at random: the seed decides.
#pragma once
#include "spec/protocol_execution.hpp"

namespace barrister::proofs {

struct SimulationLimits {
  std::uint64_t seed = 1;
  std::size_t runs = 100;      // executions
  std::size_t moves = 100'000; // of all of them together
  std::size_t longest = 1000;  // moves of one
};
struct Simulation {
  std::vector<ProtocolExecution> executions; // no two alike
  std::size_t others = 0;                    // ways that were not followed to an end, or have none
};
// Each start has its share. Executions are finished: complete or stuck.
Simulation simulate(Protocol const&, SimulationLimits const&);

} // namespace barrister::proofs
