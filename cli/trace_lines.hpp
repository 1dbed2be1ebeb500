// SPDX-License-Identifier: BSD-2-Clause
// An execution of a protocol in lines: the rows of its trace, below headings that name what runs, the
// functions that are entered, and the rounds of loops.
#pragma once
#include "cli/page.hpp"
#include "cli/trace_rows.hpp"

namespace barrister::cli {

struct TraceLine {
  PageLine line;
  std::uint32_t run = 0;         // where it is in a column
  bool is_statement = false;     // and no heading; then:
  InstructionId instruction = 0; // of the run's context
  std::vector<EventId> events{}; // what it did
};
struct TraceLines {
  std::vector<std::string> titles; // of the columns: CPUs on which something happens
  std::vector<TraceLine> lines;
};
TraceLines trace_lines(Protocol const&, ProtocolExecution const&, Trace const&);

} // namespace barrister::cli
