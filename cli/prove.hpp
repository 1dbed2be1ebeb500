// SPDX-License-Identifier: BSD-2-Clause
// `barrister prove`: checks a folder's claims, and prints them as tables: of expected.txt, tests down, models
// across; of each protocol there, variants down, properties across.
#pragma once
#include "cli/claims.hpp"
#include "cli/options.hpp"

namespace barrister::cli {

Exit prove(ProveOptions const&, std::ostream& out, std::ostream& err);

// A claim and what was found: the counts, or why there are none.
struct Proved {
  LitmusClaim claim;
  LitmusResult result;
  bool as_claimed() const;
};
std::string report_proofs(std::vector<Proved> const&);

} // namespace barrister::cli
