// SPDX-License-Identifier: BSD-2-Clause
// What the contexts of a protocol could do, loops unrolled: spec/semantics.md 2 and 5.
#pragma once
#include "spec/derivation.hpp"
#include "spec/execution.hpp"
#include "spec/protocol.hpp"
#include <map>
#include <optional>
#include <vector>

namespace barrister::proofs::plain {

using TermId = std::uint32_t;
using RunId = std::uint32_t;
using Sources = std::map<EventId, Literal>; // reads, each with when it is one
// An interrupt that raises interrupts that raise interrupts: so deep, no deeper. There a run is cut.
constexpr unsigned deepest_cause = 3;

// Whether interrupts are off (1), and how often preemption is disabled.
struct Depth {
  int irqs = 0, preemption = 0;
  friend bool operator==(Depth const&, Depth const&) = default;
};

struct UnfoldedStep {
  Literal guard = 0; // it is executed
  Depth depth{};     // before it
};
// Before this step, which is then not executed.
struct Stop {
  enum class At : std::uint8_t {
    Turn,        // it does not get its turn
    Wait,        // it waits for what is not so
    GracePeriod, // it waits for a reader
    Cut          // a loop wants one round more
  } at = At::Turn;
  Literal here = 0; // it stops there
  std::uint32_t step = 0;
  Depth depth{};
};
struct UnfoldedRun {
  ContextId context = 0;
  Context::Kind kind = Context::Kind::Task;
  Literal guard = 0;             // it is executed at all
  std::map<CpuId, Literal> on{}; // where it is, or would be
  TermId cpu = 0;                // the number of that
  struct Cause {                 // of an interrupt
    RunId run = 0;
    std::uint32_t step = 0;
    Literal guard = 0; // it is raised
    Sources depends{}; // without which it would not be, or elsewhere
  };
  std::optional<Cause> cause{};
  std::vector<Literal> takeable{}; // of an interrupt: if one holds, it does not decline
  std::vector<UnfoldedStep> steps{};
  std::vector<Stop> stops{};
};

// Of an owned variable, by a run at a step; a final one, of an owner, is behind all.
struct OwnedAccess {
  OwnedId variable = 0;
  RunId run = 0;
  std::uint32_t step = 0;
  Literal guard = 0;
  TermId value = 0;
  static constexpr RunId at_the_end = ~RunId{0};
  std::uint32_t owner = 0; // where it is at the end
};
struct OwnedAccesses {
  std::vector<OwnedAccess> reads, writes;
  std::vector<std::vector<TermId>> initial; // by variable, by owner
  std::vector<bool> is_by_cpu;              // by variable
  struct Needed {                           // a value that a term has where this holds
    Literal when = 0;
    TermId term = 0;
    Value value;
  };
  std::vector<Needed> needed;
};

} // namespace barrister::proofs::plain
