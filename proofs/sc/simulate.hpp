// SPDX-License-Identifier: BSD-2-Clause
// Executions of a protocol, at random: the seed decides.
#pragma once
#include "spec/patience.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister::proofs {

struct SimulationLimits {
  std::uint64_t seed = 1;
  std::size_t runs = 100;      // executions, sequentially consistent
  std::size_t astray = 0;      // more, whose accesses stray (proofs/sc/astray.hpp): not every one is possible
  std::size_t moves = 100'000; // of all of them together
  std::size_t longest = 1000;  // moves of one
  Deadline deadline{};         // behind which no more are looked for
};
struct Simulation {
  std::vector<ProtocolExecution> executions; // no two alike
  std::size_t astray = 0;                    // so many of them, the last ones
  std::size_t others = 0;                    // ways that were not followed to an end, or have none
};
// Each start has its share. Executions are finished: complete or stuck. Those that stray are last.
Simulation simulate(Protocol const&, SimulationLimits const&);

} // namespace barrister::proofs
