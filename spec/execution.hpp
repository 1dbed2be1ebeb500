// SPDX-License-Identifier: BSD-2-Clause
// A candidate execution: what happened, and in which orders.
#pragma once
#include "spec/program.hpp"
#include "spec/relation.hpp"

namespace barrister {

enum class EventKind : std::uint8_t { Read, Write, Fence };
constexpr CpuId no_cpu = ~CpuId{0}; // initial writes run on none

struct Event {
  EventKind kind = EventKind::Fence;
  CpuId cpu = no_cpu;
  InstructionId instruction = 0; // of cpu's thread; 0 for initial writes
  std::optional<Value> address;  // an address value; fences have one under SRCU alone
  Value value;                   // read or written, or of an event of SRCU; number(0) for a fence
  TagSet tags;
  bool is_initial() const { return cpu == no_cpu; }
  friend bool operator==(Event const&, Event const&) = default;
};

// How the run ended (spec/semantics.md 5).
enum class Completion : std::uint8_t { Complete, Stuck, Cut, Fault };

// Events: first the initial writes, one per cell, by object and cell; then CPU by CPU, each in program order.
// Dependencies (spec/semantics.md): from the reads an address, a value or a condition was computed from.
// rf: from each read's write to the read. co: a strict total order on the writes of each cell, initial one
// first.
struct Execution {
  std::vector<Event> events;
  Relation po, addr, data, ctrl, rmw, rf, co;
  std::vector<std::vector<Value>> locals; // final value of each local, by CPU
  std::vector<Relation> choices;          // by MemoryModel::choices: what the model's choices came to
  std::vector<bool> observed;             // by object: its final value is asked for (FW)
  Completion completion = Completion::Complete;
  TagNames tag_names; // its program's
};

// The last value of a cell: that of the co-maximal write to it.
Value final_value(Execution const&, Value address);

} // namespace barrister
