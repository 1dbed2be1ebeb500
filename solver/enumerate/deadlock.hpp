// SPDX-License-Identifier: BSD-2-Clause
// Finds runs that wait for ever (spec/semantics.md 5), and why nothing else is left where nothing is.
#pragma once
#include "solver/enumerate/enumerate.hpp"

namespace barrister::solver {

// Consistent executions in which some CPUs wait for ever: one for each set of places that holds no smaller
// one.
struct Deadlocks {
  std::vector<Deadlock> found;
  bool all = true; // there are no others
};
// Asks for executions of no more than `most` sets, and spends the budget on each.
Deadlocks find_deadlocks(LitmusTest const&, PreparedModel const&, EventGraph const&, Budget const&,
                         std::size_t most);
void add_deadlocks(LitmusResult&, Deadlocks);

// Fills in deadlocks, why_none and filtered of a result that has no execution.
void explain_none(LitmusResult&, LitmusTest const&, PreparedModel const&, EventGraph const&, Budget const&);

} // namespace barrister::solver
