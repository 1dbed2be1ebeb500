// SPDX-License-Identifier: BSD-2-Clause
// Unit propagation that says which clauses it took, and rather takes those that are needed anyhow (the
// *core*). What was added last is taken back first.
#pragma once
#include "proofs/rup/assignment.hpp"

namespace barrister::rup {

class CoreFirst {
public:
  explicit CoreFirst(Literal last_variable);

  // Forwards. Numbered from 1, in the order in which they are added; 0, or one in which a conflict is found:
  // then nothing more may be added.
  ClauseNumber add(Clause);
  bool remove(ClauseNumber); // not what the assignment rests on: false

  // Backwards, from the end: first turn(), then, in reversed order, restore() for remove() and take_back()
  // for add().
  void turn();
  void restore(ClauseNumber);
  void take_back(ClauseNumber);
  bool is_core(ClauseNumber number) const { return clauses_[number - 1].state == State::Core; }

  // Hints for a clause: empty if it does not follow by unit propagation, or always holds. They are core from
  // now on.
  std::vector<ClauseNumber> derive(Clause);
  // For the empty clause, from the conflict that add() found.
  std::vector<ClauseNumber> derive_empty(ClauseNumber conflict);

private:
  enum class State : std::uint8_t { Absent, Present, Core };
  struct Entry {
    std::size_t start;
    std::uint32_t size;
    State state;
  };
  struct Watch {
    ClauseNumber clause;
    Literal other;
  };
  using Watches = std::vector<std::vector<Watch>>; // by index

  std::span<Literal> literals(ClauseNumber);
  void watch(ClauseNumber, Watches&);
  void set(Literal, ClauseNumber reason);
  void shrink(std::size_t);
  ClauseNumber propagate(); // the conflict, or 0
  ClauseNumber visit(Literal false_now, Watches&, State);
  std::vector<ClauseNumber> explain(ClauseNumber conflict);
  void require(ClauseNumber);

  std::vector<Literal> literals_;
  std::vector<Entry> clauses_;
  Watches core_, others_;
  Assignment assignment_;
  std::size_t by_core_ = 0, by_others_ = 0; // so many of its trail are propagated
  struct Cause {
    ClauseNumber reason = 0; // 0: assumed
    std::uint32_t at = 0;    // in the trail
  };
  std::vector<Cause> causes_;            // by variable
  std::vector<std::uint32_t> explained_; // by variable, in which round
  std::uint32_t round_ = 0;
  struct Consequence {
    ClauseNumber of;
    std::size_t before; // the size of the trail
  };
  std::vector<Consequence> consequences_;
};

} // namespace barrister::rup
