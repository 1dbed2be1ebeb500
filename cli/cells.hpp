// SPDX-License-Identifier: BSD-2-Clause
// Verdicts on a protocol as cells of a table, and what the cells mean.
#pragma once
#include "cli/glyphs.hpp"
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

// "ok", "X dead", "≤5": in ASCII, "<=5".
std::string symbol(ClaimAnswer const&, Glyphs);

struct Meaning {
  std::string symbol, words;
};
// Of what these cells have in them, in one order.
std::vector<Meaning> legend(std::vector<ClaimAnswer const*> const&, Glyphs);

// Properties, or covers, and the sentences that say them, each once, where there is one.
std::vector<Meaning> sentences(std::vector<ClaimAnswer const*> const&);

} // namespace barrister::cli
