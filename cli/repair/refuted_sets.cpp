// SPDX-License-Identifier: BSD-2-Clause
// Most executions are forbidden by some single changes, whatever else is made, and the others forbid nothing,
// all together: then one look at each change and one at all of the others is all that it takes. Else sets are
// grown and shrunk as they come (M. Liffiton and others, Fast, flexible MUS enumeration, Constraints 2016:
// both borders of a monotone function).
#include "cli/repair/refuted_sets.hpp"
#include <algorithm>
#include <iterator>

namespace barrister::cli {
namespace {

using Set = RefutedSets::Set;

bool is_within(Set const& some, Set const& all) { return std::ranges::includes(all, some); }
Set both(Set const& a, Set const& b) {
  Set out;
  std::ranges::set_union(a, b, std::back_inserter(out));
  return out;
}

} // namespace

RefutedSets::RefutedSets(std::size_t changes, Look look) : changes_(changes), look_(std::move(look)) {}

std::optional<bool> RefutedSets::known(Set const& set) const {
  if (std::ranges::any_of(refuted_, [&](Set const& all) { return is_within(set, all); })) return true;
  if (std::ranges::any_of(not_refuted_, [&](Set const& some) { return is_within(some, set); })) return false;
  return std::nullopt;
}

bool RefutedSets::refutes(Set const& set) {
  if (!are_single_ones_known_) look_at_each();
  auto const answer = known(set);
  return answer ? *answer : look_at(set);
}

bool RefutedSets::look_at(Set const& set) {
  auto const answer = look_(set);
  if (!answer) return false;
  *answer ? keep_as_much(set) : keep_as_little(set);
  return *answer;
}

void RefutedSets::look_at_each() {
  are_single_ones_known_ = true;
  Set harmless;
  for (std::size_t i = 0; i < changes_; ++i) {
    auto const answer = look_({i});
    if (answer == true) harmless.push_back(i);
    if (answer == false) not_refuted_.push_back({i});
  }
  Set all;
  grow(all, harmless);
  if (!all.empty()) refuted_.push_back(std::move(all));
}

// Whatever of `more` can be there, too: half by half, where it is not all of them.
void RefutedSets::grow(Set& set, Set const& more) {
  if (more.empty()) return;
  auto grown = both(set, more);
  if (look_(grown) == true) {
    set = std::move(grown);
    return;
  }
  if (more.size() == 1) return;
  auto const middle = more.begin() + static_cast<std::ptrdiff_t>(more.size() / 2);
  grow(set, {more.begin(), middle});
  grow(set, {middle, more.end()});
}

void RefutedSets::keep_as_much(Set set) {
  Set more;
  for (std::size_t i = 0; i < changes_; ++i)
    if (!std::ranges::binary_search(set, i) && known({i}) != false) more.push_back(i);
  grow(set, more);
  refuted_.push_back(std::move(set));
}

void RefutedSets::keep_as_little(Set set) {
  for (std::size_t i = set.size(); i-- > 0 && set.size() > 1;) {
    auto less = set;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
    if (look_(less) == false) set = std::move(less);
  }
  not_refuted_.push_back(std::move(set));
}

} // namespace barrister::cli
