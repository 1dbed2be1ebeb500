// SPDX-License-Identifier: BSD-2-Clause
// Livelock, as constraints: an execution that is cut where its last two rounds of a loop are the same
// (spec/semantics.md; proofs/lemmas/lasso.md says why it then goes on for ever).
#pragma once
#include "solver/model/schedule.hpp"
#include "solver/protocol/search.hpp"

namespace barrister::solver {

class LassoFinder {
public:
  explicit LassoFinder(Search&, Protocol const&);

  // Some run goes round for ever, and this one is or waits for it.
  Literal some(RunId);
  std::optional<Lasso> make(Protocol const&, Search const&, Concrete const&) const;

private:
  struct Found {
    Literal holds;
    RunId run;
    std::uint32_t first, second; // steps of the graph
    std::uint32_t end;
    std::vector<std::uint8_t> copy; // by run of the graph: 1, 2, or 0
  };
  std::vector<Found> all_;
  Search& search_;
};

// Negations of rf and co in its axioms: cycles cannot be repeated then.
bool is_monotone(MemoryModel const&);

} // namespace barrister::solver
