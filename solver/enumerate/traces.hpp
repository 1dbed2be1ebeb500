// SPDX-License-Identifier: BSD-2-Clause
// Every way each thread can run, for all values its reads might return: the explicit half of the solver.
#pragma once
#include "solver/enumerate/candidate.hpp"
#include "spec/fault.hpp"
#include "spec/patience.hpp"

namespace barrister::solver {

using FactId = std::uint32_t; // "this cell holds this value": index into Traces::facts

struct TraceEvent {
  EventId event;         // of the graph
  CellId cell = no_cell; // accessed
  FactId fact = 0;       // of an access: the cell and the value read or written
  TagSet tags;
  Value value = {}; // of an event of SRCU
};

// One run of one thread, or a beginning of one. Runs that get stuck, or are cut, have no trace of their own.
struct Trace {
  enum class End : std::uint8_t {
    Complete,
    Stops, // where it could wait, or is cut; for executions with a fault
    Fault  // at what has no meaning
  } end = End::Complete;
  std::optional<Fault> fault{};
  std::vector<TraceEvent> events;
  std::vector<Value> locals;
  // Conditional dependencies of this CPU whose `when` does not hold here: indices into the graph's lists.
  std::vector<std::uint32_t> no_addr, no_data, no_ctrl;
};

struct CellValue {
  CellId cell;
  Value value;
};

struct Traces {
  std::vector<Value> cells; // addresses, by CellId
  std::vector<CellValue> facts;
  std::vector<std::vector<Trace>> of_cpu;
  bool cut = false;             // some run wanted more rounds of a loop than were unrolled
  bool exhausted = false;       // the budget ended first: there are more traces than these
  bool may_miss_values = false; // that a run computes only where they make it take a branch
};

struct TraceOptions {
  std::size_t budget;  // the most traces to make, and runs that are cut to look at
  bool faults = false; // runs that end with a fault, too; and, where there are any, beginnings of the others
  Deadline deadline{}; // behind which it is as if there were too many
};
// Values are looked for in as many rounds as there are computed writes: out-of-thin-air values do not come
// up.
Traces make_traces(EventGraph const&, Program const&, TraceOptions const&);

} // namespace barrister::solver
