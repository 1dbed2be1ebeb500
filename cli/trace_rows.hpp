// SPDX-License-Identifier: BSD-2-Clause
// An execution of a protocol as rows in time: each a statement that a run executed, with the events it
// caused.
#pragma once
#include "cli/rows.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::cli {

struct TraceRow : Row { // it may have no events
  std::uint32_t run = 0;
  InstructionId instruction = 0;       // of the run's context
  std::size_t first = 0, last = 0;     // steps of the run
  std::vector<std::uint32_t> raises;   // runs of interrupts that this raises
  std::optional<std::uint32_t> inside; // of an interrupt: the run that it interrupts
  std::optional<bool> decided;         // of an `if`: whether it is taken
  struct Round {
    InstructionId loop = 0;
    unsigned number = 0; // from 2 on
  };
  std::optional<Round> round; // that begins with this row
  enum class Kind : std::uint8_t {
    Quiet, // nothing of it can be seen
    Done,
    Begins, // a grace period that ends behind what others do on this CPU
    Ends,   // it
    Waits,  // for ever: it is not executed
    Kept,   // from its CPU, for ever
    Faults  // it has no meaning
  } kind = Kind::Quiet;
  std::string fault;                 // of Faults: in words
  std::optional<EventId> last_write; // of Waits: to what it reads in vain
};
struct Trace {
  std::vector<TraceRow> stem, cycle; // the cycle of a lasso, once
};

// Rows of a CPU are in its order; a row is behind those it reads from, where that is possible; and, after
// that, writes in coherence order and reads before the writes that overwrite what they saw. `unroll`: that it
// was found with.
Trace trace(Protocol const&, ProtocolExecution const&, unsigned unroll);
Trace trace(Protocol const&, Lasso const&, unsigned unroll);

} // namespace barrister::cli
