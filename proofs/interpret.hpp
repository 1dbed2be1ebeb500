// SPDX-License-Identifier: BSD-2-Clause
// Runs one thread of a program, given the values its reads return: the obvious semantics of a program.
#pragma once
#include "spec/fault.hpp"
#include "spec/memory_model.hpp"
#include <span>

namespace barrister::proofs {

// What a thread did. Dependencies are pairs of indices into `events`, which are in program order.
struct ThreadRun {
  enum class End : std::uint8_t {
    Complete,   // it ran to its end
    Stuck,      // it waits for what its last read did not give (a lock that is held)
    Cut,        // a loop wanted more rounds than allowed
    NeedsValue, // it read more than it was given; the last event is that read, its value meaningless
    Fault,      // it did what has no meaning: used a number as an address, divided by 0, …
    Stopped,    // in protocols: before a step, as it was told to
    Excluded    // in protocols: an Assume failed
  } end = End::Complete;
  std::string fault;               // what, for Fault
  std::optional<Fault> meaningless; // the same, unless what was to be run is malformed
  std::vector<Event> events;
  std::vector<std::pair<EventId, EventId>> addr, data, ctrl, rmw;
  std::vector<Value> locals;
};

// `reads` are the values returned, in program order; `unroll` the most rounds of a loop. Where the model has
// the locks, what a lock event answers is among `reads` too: 0 for a free lock, 1 for a held one.
ThreadRun interpret(Program const&, CpuId, std::span<Value const> reads, unsigned unroll,
                    LockSemantics = LockSemantics::Waiting);

// One write a cell, by object and cell.
std::vector<Event> initial_writes(std::span<Object const>);

// The initial writes, then each thread's run, put together: an execution but for rf and co, which are empty.
Execution assemble(Program const&, std::span<ThreadRun const> runs);

} // namespace barrister::proofs
