// SPDX-License-Identifier: BSD-2-Clause
// Goes through a thread once, both arms of each branch one after the other. What runs and what locals hold is
// a state; where ways meet, states are merged. Dependencies are those of spec/semantics.md 4 and of herd7's
// C: see proofs/runner.hpp, which runs one way at a time.
#pragma once
#include "proofs/plain/unfold.hpp"

namespace barrister::proofs::plain {

class Unfolder {
public:
  // Orders of writes take the cube of events, and values the square of theirs.
  static constexpr std::size_t most_events = 300, most_terms = 6000, most_steps = 100'000;

  Unfolder(LitmusTest const& test, LockSemantics locks, unsigned rounds, Gates& gates);
  std::variant<Unfolding, Unsupported> unfold();

private:
  struct Known {
    TermId term = 0;
    Sources data{}, control{};
  };
  struct State {
    Literal guard = always; // control is here
    std::vector<Known> locals{};
    std::vector<Sources> blocks{}; // by enclosing Labelled: conditions inside that decide to its end
  };

  void initial_writes();
  void thread(CpuId);

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
  void fault_if(Literal);
  void fault_where_pending();
  bool is_dead() const { return state_.guard == never; }

  // Statements that hold others (unfold.cpp).
  void take_step();
  void block(Block const&);
  void decide(Known const&, unsigned decides);
  void step(If const&);
  void step(Loop const&);
  void step(Labelled const&);
  void step(Leave const&);
  void step(Assign const&);

  // Accesses (unfold_accesses.cpp).
  void may_stop(bool waits);
  EventId emit(EventKind, TagSet, TermId value);
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
  void step(Load const&);
  void step(Store const&);
  void step(Fence const&);
  void step(Rmw const&);
  void step(Lock const&);
  void step(Unlock const&);
  void step(Trylock const&);
  void step(IsLocked const&);
  bool is_supported_lock();
  template <class Protocols> void step(Protocols const&) { refuse("a statement of protocols"); }
  void refuse(std::string what);

  LitmusTest const& test_;
  LockSemantics locks_;
  unsigned rounds_;
  Gates& gates_;
  Unfolding out_;
  std::map<Value, TermId> constants_;
  std::vector<Literal> faults_, cuts_;
  std::optional<Unsupported> unsupported_;

  std::size_t steps_ = 0;
  CpuId cpu_ = 0;
  InstructionId instruction_ = 0;
  std::vector<std::uint32_t> rounds_here_; // of the loops around
  std::map<EventName, std::uint32_t> used_;
  State state_;
  Sources arms_;                          // what the branches around depend on
  std::vector<std::vector<State>> exits_; // by enclosing Labelled: states that leave to its end
  std::vector<Literal> pending_;
};

} // namespace barrister::proofs::plain
