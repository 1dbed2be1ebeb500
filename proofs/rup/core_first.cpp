// SPDX-License-Identifier: BSD-2-Clause
// The trail without assumptions only grows while clauses are added, and each time until nothing is left to
// propagate; so going back to any of these points leaves the watches as they should be (propagator.cpp). A
// clause that was removed meanwhile is not looked at, and comes back, with the watches it had, where the
// trail is as it was.
#include "proofs/rup/core_first.hpp"
#include "proofs/rup/range.hpp"
#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace barrister::rup {

namespace {
constexpr std::size_t before_literals = 3; // number, state, size
}

CoreFirst::CoreFirst(Literal last_variable)
    : watched_(2 * static_cast<std::size_t>(last_variable) + 2), assignment_(last_variable),
      causes_(static_cast<std::size_t>(last_variable) + 1), explained_(causes_.size()) {}

bool CoreFirst::can_keep(std::size_t clauses, std::size_t literals) {
  constexpr std::size_t most = std::numeric_limits<Place>::max();
  return clauses <= most / before_literals && literals <= most - before_literals * clauses;
}

void CoreFirst::watch(Place at, std::vector<Watch> Watched::*list) {
  auto const clause = literals(at);
  if (clause.size() < 2) return;
  (watched_[index(clause[0])].*list).push_back({at, clause[1]});
  (watched_[index(clause[1])].*list).push_back({at, clause[0]});
}

void CoreFirst::set(Literal l, ClauseNumber reason) {
  causes_[static_cast<std::size_t>(std::abs(l))] = {reason,
                                                    static_cast<std::uint32_t>(assignment_.trail().size())};
  assignment_.set(l);
}

void CoreFirst::shrink(std::size_t size) {
  assignment_.shrink(size);
  by_core_ = by_others_ = size;
}

ClauseNumber CoreFirst::add(Clause given) {
  auto clause = sorted(given);
  bool const holds =
      std::ranges::any_of(clause, [&](Literal l) { return std::ranges::binary_search(clause, -l); });
  std::partition(clause.begin(), clause.end(), [&](Literal l) { return !assignment_.is_false(l); });
  places_.push_back(static_cast<Place>(kept_.size() + before_literals));
  auto const number = static_cast<ClauseNumber>(places_.size());
  kept_.push_back(static_cast<Literal>(number));
  kept_.push_back(static_cast<Literal>(holds ? State::Absent : State::Present));
  kept_.push_back(static_cast<Literal>(clause.size()));
  kept_.insert(kept_.end(), clause.begin(), clause.end());
  if (holds) return 0;

  watch(place_of(number), &Watched::others);
  if (clause.empty() || assignment_.is_false(clause[0])) return number;
  if (assignment_.is_true(clause[0]) || (clause.size() > 1 && !assignment_.is_false(clause[1]))) return 0;
  consequences_.push_back({number, assignment_.trail().size()});
  set(clause[0], number);
  return propagate();
}

bool CoreFirst::remove(ClauseNumber number) {
  auto const at = place_of(number);
  auto const clause = literals(at);
  auto const rests_on = [&](Literal l) {
    return assignment_.is_true(l) && causes_[static_cast<std::size_t>(std::abs(l))].reason == number;
  };
  if (state(at) == State::Absent ||
      std::ranges::any_of(clause.first(std::min(clause.size(), std::size_t{2})), rests_on))
    return false;
  set_state(at, State::Absent);
  return true;
}

void CoreFirst::turn() {
  for (auto& watched : watched_) watched.others.clear();
  for (auto const at : places_) {
    if (state(at) == State::Present) watch(at, &Watched::others);
  }
}

void CoreFirst::restore(ClauseNumber number) {
  set_state(place_of(number), State::Present);
  watch(place_of(number), &Watched::others);
}

void CoreFirst::take_back(ClauseNumber number) {
  set_state(place_of(number), State::Absent);
  if (consequences_.empty() || consequences_.back().of != number) return;
  shrink(consequences_.back().before);
  consequences_.pop_back();
}

ClauseNumber CoreFirst::propagate() {
  auto const& trail = assignment_.trail();
  while (by_others_ < trail.size()) {
    while (by_core_ < trail.size()) {
      if (auto const conflict = visit(-trail[by_core_++], &Watched::core, State::Core)) return conflict;
    }
    if (auto const conflict = visit(-trail[by_others_++], &Watched::others, State::Present)) return conflict;
  }
  return 0;
}

ClauseNumber CoreFirst::visit(Literal false_now, std::vector<Watch> Watched::*list, State wanted) {
  auto& watches = watched_[index(false_now)].*list;
  ClauseNumber conflict = 0;
  auto const follows = [&](Watch const& w) {
    if (assignment_.is_false(w.other))
      conflict = number_of(w.clause);
    else
      set(w.other, number_of(w.clause));
    return true;
  };
  auto const stays = [&](Watch& w) {
    if (conflict != 0 || assignment_.is_true(w.other)) return true;
    if (state(w.clause) != wanted) return false;
    auto const clause = literals(w.clause);
    if (clause.size() == 2) return follows(w);
    if (clause[0] == false_now) std::swap(clause[0], clause[1]);
    w.other = clause[0];
    if (assignment_.is_true(w.other)) return true;
    auto const free =
        std::find_if(clause.begin() + 2, clause.end(), [&](Literal l) { return !assignment_.is_false(l); });
    if (free != clause.end()) {
      std::swap(clause[1], *free);
      (watched_[index(clause[1])].*list).push_back(w);
      return false;
    }
    return follows(w);
  };
  std::size_t staying = 0;
  for (std::size_t i = 0; i < watches.size(); ++i) {
    if (auto w = watches[i]; stays(w)) watches[staying++] = w;
  }
  watches.resize(staying);
  return conflict;
}

std::vector<ClauseNumber> CoreFirst::derive(Clause clause) {
  auto const before = assignment_.trail().size();
  ++round_;
  // Of literals that are true anyhow, the one that was first: its reason rests on none of the others.
  std::optional<Cause> first;
  bool always_holds = false;
  for (auto l : clause) {
    auto const variable = static_cast<std::size_t>(std::abs(l));
    auto const& cause = causes_[variable];
    explained_[variable] = round_;
    if (assignment_.is_true(l)) {
      always_holds = always_holds || cause.reason == 0;
      if (!first || cause.at < first->at) first = cause;
    } else if (!assignment_.is_false(l))
      set(-l, 0);
  }
  if (always_holds) {
    shrink(before);
    return {};
  }
  auto const conflict = first ? first->reason : propagate();
  auto hints = conflict == 0 ? std::vector<ClauseNumber>{} : explain(conflict);
  shrink(before);
  return hints;
}

std::vector<ClauseNumber> CoreFirst::derive_empty(ClauseNumber conflict) {
  ++round_;
  return explain(conflict);
}

// The reasons of all that is false in the conflict, of what is false in these, and so on; in the order in
// which they came to be.
std::vector<ClauseNumber> CoreFirst::explain(ClauseNumber conflict) {
  std::vector<std::uint32_t> places;
  auto const because_of = [&](ClauseNumber number) {
    require(number);
    for (auto l : literals(place_of(number))) {
      auto const variable = static_cast<std::size_t>(std::abs(l));
      if (std::exchange(explained_[variable], round_) != round_) places.push_back(causes_[variable].at);
    }
  };
  auto const reason = [&](std::uint32_t place) {
    return causes_[static_cast<std::size_t>(std::abs(assignment_.trail()[place]))].reason;
  };
  because_of(conflict);
  for (std::size_t i = 0; i < places.size(); ++i) because_of(reason(places[i]));
  std::ranges::sort(places);
  std::vector<ClauseNumber> hints(places.size());
  std::ranges::transform(places, hints.begin(), reason);
  hints.push_back(conflict);
  return hints;
}

void CoreFirst::require(ClauseNumber number) {
  auto const at = place_of(number);
  if (state(at) != State::Present) return;
  set_state(at, State::Core);
  watch(at, &Watched::core);
}

} // namespace barrister::rup
