// SPDX-License-Identifier: BSD-2-Clause
// Unit propagation that says which clauses it took, and rather takes those that are needed anyhow (the
// *core*). What was added last is taken back first.
#pragma once
#include "proofs/rup/assignment.hpp"

namespace barrister::rup {

class CoreFirst {
public:
  explicit CoreFirst(Literal last_variable);
  // So many clauses of so many literals together can be added.
  static bool can_keep(std::size_t clauses, std::size_t literals);

  // Forwards. Numbered from 1, in the order in which they are added; 0, or one in which a conflict is found:
  // then nothing more may be added.
  ClauseNumber add(Clause);
  bool remove(ClauseNumber); // not what the assignment rests on: false

  // Backwards, from the end: first turn(), then, in reversed order, restore() for remove() and take_back()
  // for add().
  void turn();
  void restore(ClauseNumber);
  void take_back(ClauseNumber);
  bool is_core(ClauseNumber number) const { return state(place_of(number)) == State::Core; }

  // Hints for a clause: empty if it does not follow by unit propagation, or always holds. They are core from
  // now on.
  std::vector<ClauseNumber> derive(Clause);
  // For the empty clause, from the conflict that add() found.
  std::vector<ClauseNumber> derive_empty(ClauseNumber conflict);

private:
  enum class State : std::uint8_t { Absent, Present, Core };
  // What is known of a clause stands right before its literals: most of the time goes into fetching them.
  using Place = std::uint32_t; // in kept_, of the first of its literals
  struct Watch {
    Place clause;
    Literal other;
  };
  struct Watched { // by clauses that are core, and by others
    std::vector<Watch> core, others;
  };

  Place place_of(ClauseNumber number) const { return places_[number - 1]; }
  std::span<Literal> literals(Place at) {
    return {kept_.data() + at, static_cast<std::size_t>(kept_[at - 1])};
  }
  State state(Place at) const { return static_cast<State>(kept_[at - 2]); }
  void set_state(Place at, State state) { kept_[at - 2] = static_cast<Literal>(state); }
  ClauseNumber number_of(Place at) const { return static_cast<ClauseNumber>(kept_[at - 3]); }
  void watch(Place, std::vector<Watch> Watched::*);
  void set(Literal, ClauseNumber reason);
  void shrink(std::size_t);
  ClauseNumber propagate(); // the conflict, or 0
  ClauseNumber visit(Literal false_now, std::vector<Watch> Watched::*, State);
  std::vector<ClauseNumber> explain(ClauseNumber conflict);
  void require(ClauseNumber);

  std::vector<Literal> kept_;    // of each clause its number, its state, its size and its literals
  std::vector<Place> places_;    // by number
  std::vector<Watched> watched_; // by index
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
