// SPDX-License-Identifier: BSD-2-Clause
// Which literals there are, and clauses as sets of them.
#pragma once
#include "spec/derivation.hpp"
#include <algorithm>
#include <cstdlib>
#include <optional>

namespace barrister::rup {

// Variables beyond are refused, so that numbers made up take no memory.
constexpr Literal largest_variable = 1 << 24;

inline bool is_literal(Literal l) { return l != 0 && l >= -largest_variable && l <= largest_variable; }

// The last variable of all clauses, or 0; none if a literal is none.
inline std::optional<Literal> last_variable(Clauses const& clauses) {
  Literal last = 0;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    for (auto l : clauses[i]) {
      if (!is_literal(l)) return std::nullopt;
      last = std::max(last, std::abs(l));
    }
  }
  return last;
}

// In order, and each once.
inline std::vector<Literal> sorted(Clause clause) {
  std::vector<Literal> out(clause.begin(), clause.end());
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

} // namespace barrister::rup
