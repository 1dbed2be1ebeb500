// SPDX-License-Identifier: BSD-2-Clause
// Whose turn it can be, what comes next, and where everything has come to its end.
#pragma once
#include "proofs/sc/state.hpp"

namespace barrister::sc {

struct Move {
  enum class Kind : std::uint8_t {
    Step,      // of a run
    Interrupt, // with all that it does up to what others may see, or come behind
    Act
  } kind = Kind::Step;
  RunName run;       // of Step
  CpuId cpu = 0;     // of Interrupt and Act
  ContextId context; // of Interrupt and Act
  friend auto operator<=>(Move const&, Move const&) = default;
};
struct Next {
  Move move;
  State state;
};

std::vector<State> initial_states(World const&, Start const&);
// Of what has a turn, or may come. It may still lead nowhere: a run may wait, an Assume may fail.
std::vector<Move> moves(World const&, State const&);
std::vector<State> after(World const&, State, Move const&);
std::vector<Next> next_states(World const&, State const&);

// Its CPU can execute a step of the run now, but for what the run waits for, and whom `current` names.
bool has_turn(State const&, RunName);
// A task that has disabled interrupts or preemption goes on whomever `current` names.
bool is_current(World const&, State const&, Run const&);
// It is current, somewhere, or an act that came now could make it so, even one that has acted already.
bool is_owed_a_turn(World const&, State const&, Run const&);
// An interrupt could begin on this CPU.
bool admits_interrupts(State const&, CpuId);
// An Assume fails, whatever is chosen, before it waits or has an effect: it would not begin.
bool declines(World const&, State const&, CpuId, ContextId interrupt);

enum class Progress : std::uint8_t {
  GoesOn,
  Unfinished, // as Complete or Stuck, but for tasks that are owed a turn
  Complete,   // everything has ended
  Stuck       // everything has ended or waits for ever
};
Progress progress(World const&, State const&);

} // namespace barrister::sc
