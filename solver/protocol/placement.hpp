// SPDX-License-Identifier: BSD-2-Clause
// Where in the unrolled graph an execution is: each run, step and event of it.
#pragma once
#include "solver/protocol/graph.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister::solver {

struct Placement {
  enum class Problem : std::uint8_t {
    None,
    NoPlace, // the graph has no such run, step or event: `why`
    Beyond   // it goes on where the graph was cut
  } problem = Problem::None;
  std::string why;
  std::vector<RunId> runs;                        // by run
  std::vector<std::vector<std::uint32_t>> steps;  // by run: those executed
  std::vector<std::optional<std::uint32_t>> next; // by run: the step at which it is stuck
  std::vector<EventId> events;                    // by event
  std::vector<std::pair<TermId, Value>> values;   // of what was chosen, and read of owned variables
};
// Follows each run through its part of the graph: guards are evaluated on the values that it read.
Placement place(Protocol const&, ProtocolGraph const&, ProtocolExecution const&);

} // namespace barrister::solver
