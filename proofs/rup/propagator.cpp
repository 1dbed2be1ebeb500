// SPDX-License-Identifier: BSD-2-Clause
// Each clause is watched at two of its literals, the first two, and looked at only when one of them becomes
// false: as long as none of the two is, it has nothing to say. Where one is false, the other is true, and
// became so no later; so that taking back what was assigned last, down to any point where nothing was left to
// propagate, leaves the watches as they should be.
//
// What follows with no assumption at all is never taken back, not even when clauses are deleted.
#include "proofs/rup/propagator.hpp"
#include "proofs/rup/range.hpp"
#include <algorithm>

namespace barrister::rup {

Propagator::Propagator(Literal last_variable)
    : watches_(2 * static_cast<std::size_t>(last_variable) + 2), assignment_(last_variable) {}

std::span<Literal> Propagator::literals(ClauseNumber number) {
  auto const [start, size] = clauses_[number - 1];
  return {literals_.data() + start, size};
}

void Propagator::add(Clause given) {
  auto clause = sorted(given);
  auto const holds = [&](Literal l) {
    return assignment_.is_true(l) || std::ranges::binary_search(clause, -l);
  };
  bool const says_nothing = is_contradictory_ || std::ranges::any_of(clause, holds);
  if (says_nothing) clause.clear();
  std::partition(clause.begin(), clause.end(), [&](Literal l) { return !assignment_.is_false(l); });
  clauses_.push_back({literals_.size(), clause.size()});
  literals_.insert(literals_.end(), clause.begin(), clause.end());
  if (says_nothing) return;

  auto const number = static_cast<ClauseNumber>(clauses_.size());
  auto const is_free = [&](std::size_t i) { return i < clause.size() && !assignment_.is_false(clause[i]); };
  if (is_free(1)) {
    watches_[index(clause[0])].push_back({number, clause[1]});
    watches_[index(clause[1])].push_back({number, clause[0]});
  } else if (is_free(0)) {
    assignment_.set(clause[0]);
    is_contradictory_ = !propagate();
  } else
    is_contradictory_ = true;
}

void Propagator::remove(ClauseNumber number) { clauses_[number - 1].size = 0; }

bool Propagator::refutes_negation_of(Clause clause) {
  if (is_contradictory_) return true;
  auto const before = assignment_.trail().size();
  bool conflict = false;
  for (auto l : clause) {
    conflict = conflict || assignment_.is_true(l);
    if (!conflict && !assignment_.is_false(l)) assignment_.set(-l);
  }
  conflict = conflict || !propagate();
  assignment_.shrink(before);
  propagated_ = before;
  return conflict;
}

bool Propagator::propagate() {
  while (propagated_ < assignment_.trail().size()) {
    auto const false_now = -assignment_.trail()[propagated_++];
    auto& watches = watches_[index(false_now)];
    bool conflict = false;
    auto const stays = [&](Watch& w) {
      if (conflict || assignment_.is_true(w.other)) return true;
      auto const clause = literals(w.clause);
      if (clause.empty()) return false;
      if (clause[0] == false_now) std::swap(clause[0], clause[1]);
      w.other = clause[0];
      if (assignment_.is_true(w.other)) return true;
      auto const free =
          std::find_if(clause.begin() + 2, clause.end(), [&](Literal l) { return !assignment_.is_false(l); });
      if (free != clause.end()) {
        std::swap(clause[1], *free);
        watches_[index(clause[1])].push_back(w);
        return false;
      }
      conflict = assignment_.is_false(w.other);
      if (!conflict) assignment_.set(w.other);
      return true;
    };
    std::size_t staying = 0;
    for (std::size_t i = 0; i < watches.size(); ++i) {
      if (auto w = watches[i]; stays(w)) watches[staying++] = w;
    }
    watches.resize(staying);
    if (conflict) return false;
  }
  return true;
}

} // namespace barrister::rup
