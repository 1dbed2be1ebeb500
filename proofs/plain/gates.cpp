// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/gates.hpp"
#include <algorithm>

namespace barrister::proofs::plain {

void Gates::require(std::vector<Literal> clause) {
  if (clause.size() > 1) {
    if (std::ranges::find(clause, always) != clause.end()) return;
    std::erase(clause, never);
  }
  clauses_.add(clause);
}
void Gates::require_exactly_one(std::vector<Literal> const& literals) {
  require(literals);
  for (std::size_t i = 0; i < literals.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) require({-literals[i], -literals[j]});
}

Literal Gates::both(Literal a, Literal b) {
  if (a > b) std::swap(a, b);
  if (a == never || a == -b || b == never) return never;
  if (a == always || a == b) return b;
  if (b == always) return a;
  auto const [at, is_new] = both_.try_emplace({a, b}, 0);
  if (!is_new) return at->second;
  auto const out = at->second = fresh();
  require({-out, a});
  require({-out, b});
  require({out, -a, -b});
  return out;
}
Literal Gates::choice(Literal condition, Literal then, Literal otherwise) {
  if (then == otherwise) return then;
  return either(both(condition, then), both(-condition, otherwise));
}
Literal Gates::any(std::vector<Literal> const& literals) {
  std::vector<Literal> clause;
  for (auto l : literals) {
    if (l == always) return always;
    if (l != never) clause.push_back(l);
  }
  std::ranges::sort(clause);
  clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
  if (clause.empty()) return never;
  if (clause.size() == 1) return clause[0];
  auto const out = fresh();
  for (auto l : clause) require({-l, out});
  clause.push_back(-out);
  require(std::move(clause));
  return out;
}

} // namespace barrister::proofs::plain
