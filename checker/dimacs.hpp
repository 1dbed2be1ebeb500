// SPDX-License-Identifier: BSD-2-Clause
// A certificate's proof for other checkers: of each claim, the clauses that cannot all be true if it does not
// hold, in DIMACS, and the proof of that, in DRAT.
#pragma once
#include "checker/check.hpp"

namespace barrister::checker {

// `claim-1.cnf`, `claim-1.drat`, … in a folder that is there. False: one cannot be written.
bool write_dimacs(std::string const& folder, certificate::Certificate const&, Valid const&);

} // namespace barrister::checker
