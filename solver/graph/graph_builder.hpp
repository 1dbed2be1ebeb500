// SPDX-License-Identifier: BSD-2-Clause
// Makes terms and guards of an event graph: equal ones are one, constants are folded.
#pragma once
#include "solver/graph/event_graph.hpp"
#include "spec/patience.hpp"

namespace barrister::solver {

class GraphBuilder {
public:
  using Deadline = barrister::Deadline;
  explicit GraphBuilder(Deadline = {});
  // Whether there is too much of it, or it takes too long; the graph's problem says which.
  bool gives_up();
  TermId constant(Value);
  TermId read_value(EventId);
  TermId operation(Operator, TermId left, TermId right, Type const& = {});
  TermId select(TermId condition, TermId yes, TermId no);
  TermId convert(TermId, Type const&);
  TermId free(unsigned count);
  TermId cpu_of(std::uint32_t run);
  TermId owned(std::uint32_t read);
  TermId final_at(TermId address);
  TermId holds(GuardId); // 1 or 0
  TermId no_value();     // in no execution
  // The guard and one condition more; nothing when that can never hold.
  std::optional<GuardId> also(GuardId, Condition);
  std::optional<GuardId> both(GuardId, GuardId);
  bool exclude_each_other(GuardId, GuardId) const; // as far as is seen at once
  bool implies(GuardId stronger, GuardId weaker) const;
  // What holds if either does, where that is a guard: one implies the other, or they differ in the sign of one
  // condition.
  std::optional<GuardId> either(GuardId, GuardId);

  EventGraph graph;

private:
  TermId intern(Term);
  std::uint32_t intern(Type const&);
  TermId about(Term::Kind, std::uint32_t);
  GuardId intern(Guard);
  Condition compared_with_zero(Condition) const; // what it says of what it compares
  Value const* known(TermId) const;              // the value of a constant
  std::optional<Condition> flag(TermId) const;   // of `c ? 1 : 0`: c
  Deadline deadline_;
  unsigned asked_ = 0;
  std::map<Term, TermId> terms_;
  std::map<Guard, GuardId> guards_;
};

} // namespace barrister::solver
