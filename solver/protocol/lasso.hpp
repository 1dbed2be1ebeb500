// SPDX-License-Identifier: BSD-2-Clause
// Livelock, as constraints: an execution that is cut where the last two rounds of each loop that is cut are
// the same (spec/semantics.md; proofs/lemmas/lasso.md says why it then goes on for ever).
#pragma once
#include "solver/model/schedule.hpp"
#include "solver/protocol/search.hpp"

namespace barrister::solver {

class LassoFinder {
public:
  explicit LassoFinder(Search&, Protocol const&);

  // Some runs go round for ever, and this one is one of them or waits for them.
  Literal some(RunId);
  std::optional<Lasso> make(Protocol const&, Search const&, Concrete const&) const;

private:
  // A loop that is cut, and the starts of its last two rounds.
  struct Loop {
    RunId run;
    CutAt const* cut;
    RoundAt const *first, *second;
  };
  class Encoder;
  struct Found {
    Literal holds;
    std::vector<Loop> loops;        // of runs on different CPUs
    std::vector<std::uint8_t> copy; // by run of the graph: 1, 2, or 0
  };
  std::vector<Loop> loops() const;
  void add(std::vector<Loop> const&, Protocol const&);
  std::vector<Found> all_;
  Search& search_;
};

// Negations of rf and co in its axioms: cycles cannot be repeated then.
bool is_monotone(MemoryModel const&);

} // namespace barrister::solver
