// SPDX-License-Identifier: BSD-2-Clause
// What is concluded of sets that were not looked at is what a look at them would say.
#include "cli/repair/refuted_sets.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister::cli {
namespace {

using Set = RefutedSets::Set;

// What is refuted has none of some smallest sets within it.
TEST(RefutedSets, FollowFromThoseThatWereLookedAt) {
  Chance chance(3);
  std::size_t looks = 0, asked = 0;
  for (int round = 0; round < 200; ++round) {
    std::size_t const count = 1 + chance.below(9);
    std::vector<Set> forbidding(chance.below(5));
    for (auto& set : forbidding) {
      std::set<std::size_t> some;
      for (auto n = 1 + chance.below(3); n > 0; --n) some.insert(chance.below(count));
      set.assign(some.begin(), some.end());
    }
    // These two are one in the other.
    Set const apart{chance.below(count), chance.below(count)};
    auto const has = [](Set const& all, std::size_t i) { return std::ranges::binary_search(all, i); };
    auto const is_refuted = [&](Set const& set) {
      return std::ranges::none_of(forbidding, [&](Set const& f) { return std::ranges::includes(set, f); });
    };
    auto const go_together = [&](Set const& set) {
      return apart[0] == apart[1] || !has(set, apart[0]) || !has(set, apart[1]);
    };
    RefutedSets sets(count, [&](Set const& set) {
      ++looks;
      return go_together(set) ? std::optional(is_refuted(set)) : std::nullopt;
    });
    for (std::size_t bits = 1; bits < std::size_t{1} << count; ++bits) {
      Set set;
      for (std::size_t i = 0; i < count; ++i)
        if (bits >> i & 1) set.push_back(i);
      if (!go_together(set)) continue;
      ++asked;
      ASSERT_EQ(sets.refutes(set), is_refuted(set));
    }
  }
  EXPECT_LT(looks, asked / 3);
}
// One look at each, and one at all that forbid nothing.
TEST(RefutedSets, TakeFewLooks) {
  std::size_t looks = 0;
  RefutedSets sets(50, [&](Set const& set) {
    ++looks;
    return std::optional(!std::ranges::binary_search(set, std::size_t{7}));
  });
  for (std::size_t a = 0; a < 50; ++a)
    for (std::size_t b = a + 1; b < 50; ++b) ASSERT_EQ(sets.refutes({a, b}), a != 7 && b != 7);
  EXPECT_EQ(looks, 51u);
}

} // namespace
} // namespace barrister::cli
