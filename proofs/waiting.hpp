// SPDX-License-Identifier: BSD-2-Clause
// Does what waits at the end of an execution of a protocol have to wait for ever (semantics 5, 6)?
#pragma once
#include "proofs/history.hpp"

namespace barrister::proofs {

class Waiting {
public:
  // `stacks`, by CPU, as Turns has them. All but the state must outlive it.
  Waiting(Protocol const&, ProtocolExecution const&, History const&,
          std::vector<std::vector<std::uint32_t>> const& stacks, FinalState, unsigned unroll);

  // Whether this run, which has not ended, cannot go on: it waits for what is false on the final state, or
  // for a reader that never ends; or its CPU is kept from it by a run that has not ended either; or it is a
  // task that waits to be made current.
  bool is_stuck(std::uint32_t run) const;
  // Whether it waits there on that state.
  bool waits(std::uint32_t run, FinalState const&) const;
  // Whether this run, which is stuck, is so for one reason alone: it waits to be made current.
  bool is_put_aside(std::uint32_t run) const;
  // Whether some act, on its CPU, on that state, could make it current.
  bool could_schedule(ContextId act, std::uint32_t run) const;
  // Steps that raise an interrupt which has no run, and which its CPU can take.
  std::vector<StepOf> pending() const;
  FinalState const& state() const { return state_; }

private:
  bool is_kept_from_cpu(std::uint32_t run) const;
  bool is_reader_open() const;
  bool is_reader_open(std::optional<Value> const& srcu) const;
  bool can_take_interrupts(CpuId) const;
  bool declines(ContextRun::Raised, std::vector<Value>& choices) const;
  bool waits_to_be_current(std::uint32_t run) const;
  bool makes_current(ContextId act, CpuId, Value task, std::vector<Value>& choices) const;

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  History const& history_;
  std::vector<std::vector<std::uint32_t>> const& stacks_;
  FinalState state_;
  unsigned unroll_;
};

} // namespace barrister::proofs
