// SPDX-License-Identifier: BSD-2-Clause
// Goes through a thread once, both arms of each branch one after the other. What runs and what locals hold is
// a state; where ways meet, states are merged. Dependencies are those of spec/semantics.md 4 and of herd7's
// C: see proofs/runner.hpp, which runs one way at a time. What is so in protocols alone is behind virtual
// functions.
#pragma once
#include "proofs/plain/draft.hpp"

namespace barrister::proofs::plain {

class Unfolder {
public:
  Unfolder(Draft& draft, Program const& program, LockSemantics locks, unsigned rounds);
  virtual ~Unfolder() = default;
  Unfolder(Unfolder const&) = delete;
  Unfolder& operator=(Unfolder const&) = delete;

  // Its events are of a thread of this number, and it is run where this holds. Of each local, what it has at
  // the end.
  std::vector<TermId> thread(Thread const&, CpuId number, Literal guard);

protected:
  struct Known {
    TermId term = 0;
    Sources data{}, control{};
  };
  struct State {
    Literal guard = always; // control is here
    std::vector<Known> locals{};
    std::vector<Sources> blocks{}; // by enclosing Labelled: conditions inside that decide to its end
    Depth depth{};
  };

  // Terms and what is known (unfold_values.cpp).
  TermId term(Term);
  TermId constant(Value);
  Known known_constant(std::int64_t n) { return {constant(number(n))}; }
  TermId operation(Operator, TermId, TermId, Type const&);
  TermId converted(TermId, Type const&);
  TermId stored(TermId value, TermId address);
  Literal truth_of(TermId);
  Literal cellless(TermId);
  Literal valueless(TermId operation);
  Known value(Expression const&); // adds to pending_ what it has no value for
  Sources joined(Sources const&, Sources const&);
  Sources only_if(Literal, Sources const&);
  Sources merged(Literal, Sources const&, Sources const&);
  Known merged(Literal, Known const&, Known const&);
  State merged(State const&, State const&);
  Sources conditions();
  void assign(LocalId, Known);
  virtual void fault_if(Literal);
  void fault_where_pending();
  virtual void cut();
  // Whether a loop may go round once more, its condition being asked.
  virtual bool may_go_round(unsigned done, TermId condition) const;
  virtual TermId this_cpu() { return constant(number(cpu_)); }
  bool is_dead() const { return state_.guard == never; }

  // Statements that hold others (unfold.cpp).
  void take_step();
  virtual void begin(Statement const&) {}
  void block(Block const&);
  void decide(Known const&, unsigned decides);
  void step(If const&);
  void step(Loop const&);
  void step(Labelled const&);
  void step(Leave const&);
  void step(Assign const&);

  // Accesses (unfold_accesses.cpp).
  virtual void may_stop(bool waits, Known const& address);
  virtual EventId emit(EventKind, TagSet, TermId value);
  EventId access(EventKind, Known const& address, TermId value, TagSet);
  EventId read(Known const& address, TagSet);
  EventId write(Known const& address, Known const& value, TagSet, std::optional<EventId> rmw = {});
  Known known(EventId read);
  void pass(Literal executed, ExpressionPtr const& until);
  struct Lockable {
    Known address;
    EventId read;
    Literal is_held;
  };
  std::optional<Lockable> ask(ExpressionPtr const& address, TagSet if_held, TagSet if_free);
  // Of a read-modify-write that has read `old`; it faults where it has no value.
  struct Effect {
    Literal succeeds;
    Known fresh, result; // what the cell holds then, and what it gives
  };
  Effect effect_of(Rmw const&, Known const& address, Known const& operand, Known const& expected,
                   Known const& old);
  virtual void step(Load const&);
  virtual void step(Store const&);
  virtual void step(Fence const&);
  virtual void step(Rmw const&);
  virtual void step(Lock const&);
  virtual void step(Unlock const&);
  virtual void step(Trylock const&);
  virtual void step(IsLocked const&);
  bool is_supported_lock();
  // Of protocols.
  virtual void step(Choose const&) { refuse_statement(); }
  virtual void step(OwnedLoad const&) { refuse_statement(); }
  virtual void step(OwnedStore const&) { refuse_statement(); }
  virtual void step(Count const&) { refuse_statement(); }
  virtual void step(CountLoad const&) { refuse_statement(); }
  virtual void step(Assume const&) { refuse_statement(); }
  virtual void step(Mask const&) { refuse_statement(); }
  virtual void step(Raise const&) { refuse_statement(); }
  void refuse_statement() { refuse("a statement that is of no such code"); }
  void refuse(std::string what);

  Draft& draft_;
  Program const& program_;
  LockSemantics locks_;
  unsigned rounds_;
  Gates& gates_;
  Unfolding& out_;

  Thread const* thread_ = nullptr;
  Statement const* statement_ = nullptr;
  CpuId cpu_ = 0;
  InstructionId instruction_ = 0;
  std::vector<std::uint32_t> rounds_here_; // of the loops around
  State state_;
  Sources arms_;                          // what the branches around depend on
  std::vector<std::vector<State>> exits_; // by enclosing Labelled: states that leave to its end
  std::vector<Literal> pending_;
};

} // namespace barrister::proofs::plain
