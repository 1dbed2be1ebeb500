// SPDX-License-Identifier: BSD-2-Clause
// What the contexts of an execution of a protocol did, run again, and the order of their steps on each CPU.
#pragma once
#include "proofs/interpret_context.hpp"

namespace barrister::proofs {

struct StepOf {
  std::uint32_t run;
  std::size_t step;
  friend auto operator<=>(StepOf, StepOf) = default;
};
struct History {
  std::vector<ContextRun> runs;
  std::vector<std::vector<StepOf>> order; // by CPU
};

// Whether indices are in range, and every run's turns have as many steps as it says: the others rely on it.
std::vector<std::string> complaints_about_indices(Protocol const&, ProtocolExecution const&);

// Each run on the values that its events, and the execution, say it reads. Stops it after its steps.
History run_again(Protocol const&, ProtocolExecution const&, unsigned unroll);
// One run of it, on a final state once it has read and done all that.
ContextRun go_on(Protocol const&, ProtocolExecution const&, std::uint32_t run, FinalState const&,
                 unsigned unroll);

// The events of a history, but for rf and co, which are empty. What others do on its CPU between the
// beginning of a grace period and its end is not before it in po (5.2 of spec/semantics.md), nor are readers
// of two runs (2.10).
struct Assembled {
  Execution execution;
  std::vector<std::uint32_t> run_of;
  std::vector<std::vector<EventId>> event_of; // by run: the event that is the i-th of its own
};
Assembled assemble(Protocol const&, ProtocolExecution const&, History const&);

// Whose owned variable it is that the run accesses.
std::uint32_t owner_of(Protocol const&, OwnedId, Run const&);

std::string name_of(Protocol const&, Run const&); // "installer on CPU 0"

} // namespace barrister::proofs
