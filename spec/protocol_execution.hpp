// SPDX-License-Identifier: BSD-2-Clause
// An execution of a protocol: what each context did, on which CPU, and in which turns.
#pragma once
#include "spec/execution.hpp"
#include "spec/protocol.hpp"

namespace barrister {

// A step is a statement that is executed and is an access, a fence, a lock operation, an owned access, a
// Raise, or a Mask that may disable something.
struct Run { // of one context
  ContextId context = 0;
  CpuId cpu = 0;
  enum class End : std::uint8_t {
    Ended,
    Stuck, // at a waiting operation, which is no step of it; or under a run that took a turn and never ended;
           // or a task that nothing makes current again
    Cut,   // at a loop that wants one round more
    Fault  // at what has no meaning, behind its steps or inside the next one
  } end = End::Ended;
  std::size_t steps = 0;
  std::vector<Value> choices;     // what each Choose gave, in the order they were executed
  std::vector<Value> owned_reads; // what each OwnedLoad gave
  // Of an interrupt: the run that raised it, and at which of its steps.
  struct Cause {
    std::uint32_t run;
    std::size_t step;
  };
  std::optional<Cause> cause;
};

// So many steps of a run, with nothing else of its CPU between them. A turn may have none.
struct Turn {
  std::uint32_t run;
  std::size_t steps;
};

struct ProtocolExecution {
  std::uint32_t start = 0; // index into Protocol::starts
  std::vector<Run> runs;   // one per task, then acts that happened and interrupts that were taken
  std::vector<std::vector<Turn>> turns; // by CPU
  // Events CPU by CPU, in program order; an event's instruction is one of its context's thread. `locals` are
  // by run.
  Execution execution;
  std::vector<std::uint32_t> run_of; // by event; of initial writes: no_run
  static constexpr std::uint32_t no_run = ~std::uint32_t{0};
};

// stem · cycle · the same cycle once more (spec/semantics.md): the runs that loop are cut after it.
struct Lasso {
  struct Loop {
    std::uint32_t run = 0;
    std::size_t first = 0, second = 0,
                end = 0; // its steps at which the cycle starts, starts again, and is cut
    // Of a step of it: 0 in the stem, 1 or 2 in a copy.
    std::uint8_t copy_of(std::size_t step) const { return step < first ? 0 : step < second ? 1 : 2; }
  };
  ProtocolExecution execution;
  std::vector<Loop> loops; // at least one; each of a run of its own
  // By run: of interrupts raised in the cycle and taken, and of acts in it, 1 or 2; of the stem, and of those
  // that loop, 0. The n-th act of an agent in the one is the n-th in the other.
  std::vector<std::uint8_t> copy;

  Loop const* loop_of(std::uint32_t run) const {
    for (auto const& loop : loops)
      if (loop.run == run) return &loop;
    return nullptr;
  }
  std::uint8_t copy_of(std::uint32_t run, std::size_t step) const {
    auto const* loop = loop_of(run);
    return loop ? loop->copy_of(step) : copy[run];
  }
};

} // namespace barrister
