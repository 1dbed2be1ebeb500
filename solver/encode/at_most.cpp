// SPDX-License-Identifier: BSD-2-Clause
// A totalizer (Bailleux, Boufkhad: Efficient CNF Encoding of Boolean Cardinality Constraints, CP 2003): two
// halves are counted, in unary, and added. Half of its clauses are enough to say that there are too many.
#include "solver/encode/at_most.hpp"
#include <algorithm>
#include <span>

namespace barrister::solver {
namespace {

std::vector<Literal> counted(Gates& gates, std::span<Literal const> all, std::size_t most) {
  if (all.size() <= 1) return {all.begin(), all.end()};
  auto const half = all.size() / 2;
  auto const a = counted(gates, all.first(half), most), b = counted(gates, all.subspan(half), most);
  std::vector<Literal> sum;
  for (std::size_t i = 0; i < std::min(a.size() + b.size(), most); ++i) sum.push_back(gates.fresh());
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i + j == 0) continue;
      std::vector<Literal> clause{sum[std::min(i + j, sum.size()) - 1]};
      if (i > 0) clause.push_back(-a[i - 1]);
      if (j > 0) clause.push_back(-b[j - 1]);
      gates.require(clause);
    }
  return sum;
}

} // namespace

std::vector<Literal> more_than(Gates& gates, std::vector<Literal> const& all, std::size_t most) {
  return most == 0 ? std::vector<Literal>{} : counted(gates, all, most);
}

} // namespace barrister::solver
