// SPDX-License-Identifier: BSD-2-Clause
// Which values each term can have, branches ignored: an over-approximation that needs no runs of threads.
#pragma once
#include "solver/candidate.hpp"

namespace barrister::solver {

struct Domains {
  std::vector<std::vector<Value>> of_term;     // ascending
  std::vector<std::vector<CellId>> of_address; // by event: the cells it may access, ascending
  std::vector<Value> cells;                    // addresses, by CellId
  bool too_large = false; // some term has more values than were asked for: the rest is not to be used
  static constexpr std::size_t largest = 64;
};

// Values are looked for in as many rounds as there are computed writes: out-of-thin-air values do not come
// up.
Domains compute_domains(EventGraph const&, std::size_t largest = Domains::largest);

} // namespace barrister::solver
