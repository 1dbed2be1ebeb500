// SPDX-License-Identifier: BSD-2-Clause
// Unit propagation over clauses that come and go.
#pragma once
#include "proofs/rup/assignment.hpp"

namespace barrister::rup {

class Propagator {
public:
  explicit Propagator(Literal last_variable);

  // Numbered from 1, in the order in which they are added. Their literals are in range.
  void add(Clause);
  // What was concluded with its help stays: it follows all the same.
  void remove(ClauseNumber);

  // Once the literals of this clause are false, a conflict is met.
  bool refutes_negation_of(Clause);

private:
  struct Range {
    std::size_t start, size;
  };
  struct Watch {
    ClauseNumber clause;
    Literal other; // of the clause: where it is true, there is nothing to do
  };
  std::span<Literal> literals(ClauseNumber);
  bool propagate(); // without a conflict

  std::vector<Literal> literals_;
  std::vector<Range> clauses_;
  std::vector<std::vector<Watch>> watches_; // by index
  Assignment assignment_;
  std::size_t propagated_ = 0; // so many of its trail
  bool is_contradictory_ = false;
};

} // namespace barrister::rup
