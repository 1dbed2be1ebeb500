// SPDX-License-Identifier: BSD-2-Clause
// Which values each term can have, branches ignored: an over-approximation that needs no runs of threads.
//
// A value is justified by those that it is computed from, and these by others, down to constants. Values
// whose justification goes in a circle (out of thin air) are found by no search from the constants: which
// reads they could reach, circles.hpp says.
#pragma once
#include "solver/enumerate/candidate.hpp"

namespace barrister::solver {

struct Domains {
  // By term. Of a wide one no values are listed: it may have any, and any address of its objects.
  std::vector<std::vector<Value>> of_term; // ascending
  std::vector<bool> is_wide;
  std::vector<std::vector<ObjectId>> objects; // of a wide one; ascending
  std::vector<bool>
      may_be_thin_air; // it may also have a value out of thin air, that is not listed; or empty: none
  std::vector<std::vector<CellId>> of_address; // by event: the cells it may access, ascending
  std::vector<Value> cells;                    // addresses, by CellId

  bool thin_air(TermId t) const { return !may_be_thin_air.empty() && may_be_thin_air[t]; }
  static constexpr std::size_t largest = 64;
};

// A term that may have more than `largest` values is wide, and so are the reads that are named.
Domains compute_domains(EventGraph const&, std::size_t largest = Domains::largest,
                        std::vector<EventId> const& wide_reads = {});
bool is_any_wide(Domains const&);

} // namespace barrister::solver
