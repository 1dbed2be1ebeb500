// SPDX-License-Identifier: BSD-2-Clause
// Runs a thread of a litmus test, or a context of a protocol. The dependencies are herd7's for C (herdtools7
// PR 183). A local remembers two sets of reads: `data`, those its value was computed from, and `ctrl`, those
// that chose the branch it was computed in. What depends on a condition depends on both sets of it; but
// `ctrl` never makes an edge of its own outside a branch.
#pragma once
#include "proofs/interpret_context.hpp"

namespace barrister::proofs {

using Reads = std::vector<EventId>; // ascending
Reads operator|(Reads const&, Reads const&);

class Runner {
public:
  Runner(Program const&, CpuId, std::span<Value const> reads, unsigned unroll, LockSemantics);
  Runner(Protocol const&, Given const&);

  ContextRun run();

private:
  using End = ThreadRun::End;
  struct Known {
    Value value;
    Reads data, ctrl;
  };

  // Statements and values (runner.cpp).
  void set_locals();
  std::vector<Value> values() const;
  // Whatever runs returns whether to go on with the next statement; if not, run_.end or leaving_ says why.
  bool end(End why);
  bool fault(std::string what);
  bool fault(Fault what);
  bool block(Block const& statements);
  template <class Node> bool execute(Statement const& s, Node const& node);
  template <class Node> bool take(Statement const& s, Node const& node);
  bool wait_for_readers(Statement const& s, Fence const& fence);
  bool is_given_a_step(Statement const& s);
  template <class Node> static bool waits(Node const& node);
  void await(ContextRun::Step const& step);
  template <class Node> static bool begins(Node const& node);
  std::optional<Known> evaluate(Expression const& expression);
  std::optional<Known> known(Constant const& c) { return Known{c.value, {}, {}}; }
  std::optional<Known> known(ThisCpu const&) { return Known{number(cpu_), {}, {}}; }
  std::optional<Known> known(LocalUse const& use);
  std::optional<Known> known(Operation const& operation);
  // As frontend/litmus/lower_world_call.cpp lowers it, in protocols: 1 / 0.
  bool is_call_of_nothing(Operation const& operation) const;
  std::optional<Known> known(Conversion const& conversion);
  bool step(Assign const& assignment);
  // The reads that what runs now depends on: of the branches around it, and of those before it that might
  // have left a block around it.
  Reads conditions() const;
  void decide(Known const& condition, unsigned decides);
  bool step(If const& choice);
  // As ifs, one in the other: a round is inside the conditions of all rounds before it.
  bool step(Loop const& loop);
  bool rounds(Loop const& loop);
  bool step(Labelled const& labelled);
  bool step(Leave const& leave);

  // Accesses (runner_accesses.cpp).
  // The cell an access is to.
  std::optional<Known> cell(Expression const& expression);
  bool follows(Known const& known);
  Value stored(Value value, Value address) const;
  void assign(LocalId target, Known known);
  EventId emit(EventKind kind, std::optional<Value> address, Value value, TagSet tags);
  EventId access(EventKind kind, Known const& address, Value value, TagSet tags);
  EventId write(Known const& address, Known const& value, TagSet tags);
  void keep(Value cell, Value value);
  // What the next read returns; without it the run ends, and the read is still an event.
  std::optional<Value> next_value(Known const& address, TagSet tags, EventKind kind = EventKind::Read);
  bool step(Load const& load);
  bool passes(ExpressionPtr const& until);
  bool step(Store const& store);
  bool step(Fence const& fence);
  bool step(Rmw const& rmw);
  // Spinlocks. Where the model has them, their events only mark the place.
  bool by_model() const { return locks_ == LockSemantics::ByModel; }
  EventKind lock_kind(EventKind kind) const { return by_model() ? EventKind::Fence : kind; }
  EventId lock_event(EventKind kind, Known const& address, int value, TagSet tags);
  std::optional<bool> next_is_held(Known const& address, TagSet tags);
  // Takes a lock that was just read to be free.
  void take(Known const& address, EventId read);
  bool step(Lock const& lock);
  bool step(Unlock const& unlock);
  bool step(Trylock const& trylock);
  bool step(IsLocked const& question);

  // Of protocols (runner_context.cpp).
  bool step(Choose const& choose);
  std::pair<OwnedId, std::uint32_t> owned_here(OwnedId variable) const;
  bool step(OwnedLoad const& load);
  bool step(OwnedStore const& store);
  bool step(Count const& count);
  bool step(CountLoad const&) { return fault("what was counted is read"); }
  bool step(Assume const& assume);
  bool step(Mask const& mask);
  bool step(Raise const& raise);
  // Which locals each round of the loops around reads before anything assigns them.
  ContextRun::Round round_here();
  void note_use(LocalId local);

  Program const& program_;
  Thread const& thread_;
  CpuId cpu_;
  std::span<Value const> reads_;
  unsigned unroll_;
  LockSemantics locks_;
  std::size_t used_ = 0; // of reads_
  InstructionId instruction_ = 0;
  std::vector<Known> locals_;
  Reads arms_;                // the reads that the enclosing branches depend on
  std::vector<Reads> blocks_; // by enclosing Labelled: those of branches inside it that decide to its end
  std::optional<unsigned> leaving_;
  ContextRun run_;

  // In protocols.
  Protocol const* protocol_ = nullptr;
  Given const* given_ = nullptr;
  std::optional<FinalState> state_;
  Reads awaited_; // without which the run would not have gone on
  std::size_t choices_used_ = 0, owned_used_ = 0, rounds_noted_ = 0;
  std::vector<std::size_t> assigned_;                 // by local: rounds_noted_ when it last was
  std::vector<std::vector<ContextRun::Round>> loops_; // by enclosing loop: its rounds so far
};

} // namespace barrister::proofs
