// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/implied.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::solver {
namespace {

std::size_t index(Literal l) { return 2 * static_cast<std::size_t>(std::abs(l)) + (l < 0 ? 1 : 0); }

} // namespace

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
void Implied::count(std::vector<Literal> const& closure, int by) {
  for (auto l : closure) {
    auto const i = index(l);
    if (i >= times_.size()) times_.resize(i + i / 2 + 1);
    times_[i] += by;
  }
}
bool Implied::holds(Literal l) const {
  if (auto const i = index(l); l == always || (i < times_.size() && times_[i] > 0)) return true;
  return gates_.is_conjunction(l) &&
         std::ranges::all_of(gates_.implied(l), [&](Literal part) { return holds(part); });
}

std::vector<Literal> Implied::without(std::set<Literal> const& literals) {
  std::vector<std::vector<Literal> const*> all, left; // of each its closure, itself the first
  for (auto l : literals) all.push_back(&closure(l));
  for (auto const* one : all) count(*one, 1);
  // Those that say least first: they are most likely said by another.
  std::ranges::stable_sort(all, {}, [](auto const* one) { return one->size(); });
  for (auto const* one : all) {
    count(*one, -1);
    if (holds(one->front())) continue;
    count(*one, 1);
    left.push_back(one);
  }
  std::vector<Literal> out;
  for (auto const* one : left) {
    out.push_back(one->front());
    count(*one, -1);
  }
  return out;
}

} // namespace barrister::solver
