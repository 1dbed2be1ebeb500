// SPDX-License-Identifier: BSD-2-Clause
// Which acts are kept when all others are taken out of an execution, so that whatever is left reads what it
// read: from acts that are kept, or, of cells that are `open`, from phantoms.
#pragma once
#include "solver/deletion/effects.hpp"

namespace barrister::solver {

struct Retention {
  std::map<std::string, std::size_t> acts; // of each agent: at most so many
  std::map<Shared, std::size_t> phantoms;  // of each open cell
  std::string refused;                     // why there is no bound; or empty
  std::size_t total() const;
};

constexpr std::size_t most_acts = 8, most_phantoms = 12;

// `witnesses`: so many acts of each agent are kept whatever reads them: that with a fault, those that race.
Retention retention(ClosedEffects const&, Agents const&, std::size_t witnesses);

} // namespace barrister::solver
