// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/implied.hpp"
#include <algorithm>

namespace barrister::solver {

std::vector<Literal> const& Implied::closure(Literal first) {
  auto const [at, is_new] = closures_.try_emplace(first);
  auto& out = at->second;
  if (!is_new) return out;
  out.push_back(first);
  std::unordered_set<Literal> seen{first};
  for (std::size_t i = 0; i < out.size(); ++i)
    for (auto l : gates_.implied(out[i]))
      if (seen.insert(l).second) out.push_back(l);
  return out;
}
void Implied::count(Literal one, int by) {
  for (auto l : closure(one)) times_[l] += by;
}
bool Implied::holds(Literal l) const {
  if (auto const at = times_.find(l); l == always || (at != times_.end() && at->second > 0)) return true;
  return gates_.is_conjunction(l) &&
         std::ranges::all_of(gates_.implied(l), [&](Literal part) { return holds(part); });
}

std::vector<Literal> Implied::without(std::set<Literal> const& literals) {
  std::vector<Literal> all(literals.begin(), literals.end()), out;
  times_.clear();
  for (auto l : all) count(l, 1);
  // Those that say least first: they are most likely said by another.
  std::ranges::stable_sort(all, {}, [&](Literal l) { return closure(l).size(); });
  for (auto l : all) {
    count(l, -1);
    if (holds(l)) continue;
    count(l, 1);
    out.push_back(l);
  }
  return out;
}

} // namespace barrister::solver
