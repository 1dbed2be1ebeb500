// SPDX-License-Identifier: BSD-2-Clause
// Runs one context of a protocol, given its CPU and whatever it reads or chooses.
#pragma once
#include "proofs/final_state.hpp"
#include "proofs/interpret.hpp"

namespace barrister::proofs {

// Whether interrupts are off (1) or on (0), and how deep preemption is disabled.
struct Depths {
  int irqs = 0, preemption = 0;
  friend bool operator==(Depths, Depths) = default;
};
Depths depths_at_start(Context::Kind);

struct ContextRun : ThreadRun {
  struct OwnedAccess {
    OwnedId variable = 0;
    Value value;
    bool is_store = false;
    friend bool operator==(OwnedAccess const&, OwnedAccess const&) = default;
  };
  struct Raised {
    ContextId interrupt = 0;
    CpuId cpu = 0;
    friend bool operator==(Raised, Raised) = default;
  };
  // The last one may be a waiting operation that did not pass: then the run's end is Stuck.
  struct Step {
    InstructionId instruction = 0;
    EventId first = 0, last = 0; // its events; `last` is behind them
    Depths depths;               // before it
    std::optional<OwnedAccess> owned;
    std::optional<Raised> raised;
    bool has_begun = false; // an interrupt that comes to it has: it waits, or is an event, but for a plain
                            // load and the beginning of a reader
    bool ends_grace_period = false; // which begins in the step before
    std::vector<EventId> depends{}; // of what raises: the reads without which it would not, or elsewhere
  };
  std::vector<Step> steps;
  Depths depths;                           // at its end
  Statement const* next = nullptr;         // of Stopped: the step it did not take
  bool is_in_grace_period = false;         // of Stopped: that step is the end of one
  std::optional<Value> readers_of;         // of a grace period of SRCU: of which srcu_struct
  std::optional<unsigned> wants_choice_of; // of NeedsValue: what it lacks is one of so many
  bool is_all_used = true;                 // no value it was given is left
  std::vector<AccumulatorId> counts;
  // A read that it waited for, or that an act or a handler assumed something of, and a write behind that.
  std::vector<std::pair<EventId, EventId>> awaits;

  // A loop's condition was found to hold: a round starts.
  struct Round {
    std::size_t steps = 0; // taken so far
    std::size_t number = 0;
    Depths depths;
    std::vector<Value> locals;
    std::vector<bool> is_live; // by local: it is read from here on, and not before it is assigned
  };
  // What an `if` decided, or a loop: to go round once more.
  struct Decision {
    InstructionId instruction = 0;
    std::size_t steps = 0; // taken so far
    bool holds = false;
    std::optional<unsigned> round{}; // of a loop: from 0 on
  };
  std::vector<Decision> decisions;
  std::vector<Round> rounds; // of Cut: of the loop that was cut; the last one is the round it wanted
};

struct Given {
  ContextId context = 0;
  CpuId cpu = 0;
  unsigned unroll = 0;
  std::span<Value const> reads, choices, owned_reads;
  std::size_t steps = ~std::size_t{0}; // it stops before any further one
  FinalState const* state = nullptr;   // what it reads when nothing is given
  bool stores_in_state = false;        // and what it stores it reads then
};
ContextRun interpret(Protocol const&, Given const&);

} // namespace barrister::proofs
