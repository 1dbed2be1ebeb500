// SPDX-License-Identifier: BSD-2-Clause
// A model's flags as questions: is there an execution that raises this one? Each two events that may raise it
// are first taken to do so; those that the model does not flag in the execution that is found are learned not
// to be, as axioms are, from the facts that keep them from it.
#pragma once
#include "solver/lemma/axioms.hpp"
#include "solver/lemma/may_flag.hpp"

namespace barrister::solver {

class Flags {
public:
  Flags(Gates&, Axioms&, ProtocolEncoding const&, MemoryModel const&, TakenAway);
  // `flag ~empty`, of a relation or a set.
  static bool can_ask(Check const&);

  Literal raised(std::size_t check); // by some events
  // Of the execution that was found last, in which some are said to: nothing where they do, else what is new.
  std::size_t learn(std::size_t check, Concrete const&);
  std::string const& problem() const { return problem_; }

private:
  struct Flag {
    std::map<std::pair<EventId, EventId>, Literal> pairs; // an event of a set, twice
    Literal any = never;
  };
  Flag const& flag(std::size_t check);

  Gates& gates_;
  Axioms& axioms_;
  ProtocolEncoding const& encoding_;
  MemoryModel const& model_;
  TakenAway taken_away_;
  std::map<std::size_t, Flag> flags_;
  std::size_t whole_executions_ = 0;
  std::string problem_;
};

} // namespace barrister::solver
