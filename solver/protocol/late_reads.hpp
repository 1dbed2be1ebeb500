// SPDX-License-Identifier: BSD-2-Clause
// Reads that something comes from, and whether they may be late: whether no barrier is between them and here.
#pragma once
#include "spec/program.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace barrister::solver {

struct LateRead {
  Statement const* statement = nullptr;
  // Earlier: of an earlier round of a loop. Lost: no model knows that something comes from it; Owned: nor do
  // machines, as it went by what a CPU owns, or its turns.
  enum class When : std::uint8_t { Now, Earlier, Lost, Owned } when = When::Now;
  auto operator<=>(LateRead const&) const = default;
};
// How far, on all ways: an unlock is behind it, so that a lock that is taken orders it; or it is ordered.
enum class Ordered : std::uint8_t { Not, ByUnlock, Yes };
using LateReads = std::map<LateRead, Ordered>;

inline void add(LateReads& to, LateReads const& more) {
  for (auto const& [read, ordered] : more) {
    auto const [at, is_new] = to.try_emplace(read, ordered);
    at->second = std::min(at->second, ordered);
  }
}
inline LateReads together(LateReads a, LateReads const& b) {
  add(a, b);
  return a;
}
inline LateReads lost(LateReads const& reads, LateRead::When when = LateRead::When::Lost) {
  LateReads out;
  for (auto const& [read, ordered] : reads)
    add(out, {{{read.statement, std::max(read.when, when)}, ordered}});
  return out;
}
inline LateReads owned(LateReads const& reads) { return lost(reads, LateRead::When::Owned); }
// Of what a local has: by values alone, of which models keep the order; by branches that have met again, of
// which they keep it where the local is a condition; or otherwise.
struct ComesFrom {
  LateReads data, branches, lost;
  LateReads all() const { return together(together(data, branches), lost); }
  void add(ComesFrom const& more) {
    solver::add(data, more.data);
    solver::add(branches, more.branches);
    solver::add(lost, more.lost);
  }
  bool operator==(ComesFrom const&) const = default;
};

} // namespace barrister::solver
