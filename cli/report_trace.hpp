// SPDX-License-Identifier: BSD-2-Clause
// An execution of a protocol as kernel developers draw it: the start, one column a CPU on which something
// happens, what runs there and its statements, time downwards; what waits for ever; and, of a livelock, what
// is done again and again.
//
// The rows are one linear order among many: a weak model has no time. A load of an older value says so.
#pragma once
#include "cli/page.hpp"
#include "cli/protocol_answer.hpp"
#include "cli/trace_rows.hpp"

namespace barrister::cli {

// Empty when nothing shows the verdict. No line is longer than `width`.
std::string report_trace(Protocol const&, ClaimAnswer const&, std::size_t width = page_width);

// What shows a verdict, and its parts as the report has them: above the columns, and below.
struct Shown {
  Protocol world;                     // that the claim speaks of
  ProtocolExecution const* execution; // of the answer
  Trace rows;
};
std::optional<Shown> shown(Protocol const&, ClaimAnswer const&);
std::string start_in_words(Shown const&, std::size_t width); // may be empty
std::string at_the_end(Shown const&, ClaimAnswer const&, std::size_t width);

std::string name_of_run(Protocol const&, Run const&); // "installer", "balancer 2 (act)", "call (interrupt)"
std::string place_of(Protocol const&, Instruction const&); // "line 12", "sched.protocol:118"

} // namespace barrister::cli
