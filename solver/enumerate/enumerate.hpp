// SPDX-License-Identifier: BSD-2-Clause
// Finds every consistent execution, one by one: traces that fit together, then rf, then co.
#pragma once
#include "solver/model/prepared.hpp"
#include "solver/verify.hpp"

namespace barrister::solver {

struct EventGraph;

// Fills in positive, negative, states, flags, undefined, bound_reached, faults, satisfying, falsifying. Gives
// up, saying so in `unknown`, when more than `work` candidates have been looked at, or at the deadline; or
// when, after `glance` of them, there are so many left that `work` would not do by far.
struct Budget {
  std::uint64_t work = ~std::uint64_t{0}, glance = ~std::uint64_t{0};
  Deadline deadline;
  CircularValues circular_values = CircularValues::Complete;
  std::size_t most_executions = ~std::size_t{0}; // as Options
  std::function<void(ReachedState const&)> passes{};
  bool faults = false; // look for executions that end with a fault, too
};
LitmusResult enumerate(LitmusTest const&, PreparedModel const&, EventGraph const&, Budget const&);

// A candidate that satisfies the proposition, whatever the model says: where nothing consistent does, one
// that the model forbids. Coherent and atomic if it can be, so that what forbids it is of interest.
std::optional<Execution> find_forbidden(LitmusTest const&, PreparedModel const&, EventGraph const&,
                                        Budget const&);
// One that is coherent and atomic, if there is any.
std::optional<Execution> find_coherent(LitmusTest const&, PreparedModel const&, EventGraph const&,
                                       Budget const&);

Satisfying find_satisfying(LitmusTest const&, PreparedModel const&, EventGraph const&, Budget const&,
                           std::size_t most);

// Candidates that end with a fault, whatever the model says but for coherence and atomicity: what herd7,
// which asks the model last, refuses.
std::vector<FaultyExecution> find_faults(LitmusTest const&, PreparedModel const&, EventGraph const&,
                                         Budget const&);

} // namespace barrister::solver
