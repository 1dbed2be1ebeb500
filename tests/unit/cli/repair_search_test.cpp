// SPDX-License-Identifier: BSD-2-Clause
// The cheapest set of changes that will do, against all sets one by one.
#include "cli/repair/repair_search.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>
#include <bit>
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

using Kind = Tried::Kind;
using Indices = std::vector<std::size_t>;

RepairSpace space(std::vector<unsigned> costs, std::vector<std::size_t> places, std::size_t most) {
  RepairSpace out{{}, std::move(costs), most};
  for (auto p : places) {
    patch::Change change;
    change.place = p;
    out.changes.push_back(change);
  }
  return out;
}
unsigned cost_of(RepairSpace const& s, Indices const& set) {
  unsigned out = 0;
  for (auto i : set) out += s.costs[i];
  return out;
}

TEST(RepairSearch, TriesEachSetOnceCheapestFirst) {
  auto const s = space({3, 1, 2, 1, 0}, {0, 0, 1, 2, 3}, 3);
  std::vector<Indices> tried;
  auto const found = find_repair(s, [&](Indices const& set) {
    tried.push_back(set);
    return Tried{Kind::Broken};
  });
  EXPECT_TRUE(found.changes.empty());
  EXPECT_TRUE(found.is_complete);
  EXPECT_EQ(found.texts, tried.size());
  // 5 alone; 10 pairs and 10 threes without those that have both of the first place.
  EXPECT_EQ(tried.size(), 5u + 9u + 7u);
  EXPECT_TRUE(std::ranges::is_sorted(tried, {}, [&](Indices const& set) { return cost_of(s, set); }));
  std::ranges::sort(tried);
  EXPECT_EQ(std::ranges::adjacent_find(tried), tried.end());
}

// What will do is any set of sets, such as those that have one of some smallest ones in them.
TEST(RepairSearch, FindsACheapestOne) {
  Chance chance(1);
  for (int round = 0; round < 300; ++round) {
    auto const count = 1 + chance.below(7);
    std::vector<unsigned> costs;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) {
      costs.push_back(static_cast<unsigned>(chance.below(4)));
      places.push_back(chance.below(count));
    }
    auto const s = space(costs, places, 1 + chance.below(4));
    std::vector<bool> does(1u << count);
    for (std::size_t i = 0; i < does.size(); ++i) does[i] = chance.below(8) == 0;
    auto const as_bits = [](Indices const& set) {
      std::size_t bits = 0;
      for (auto i : set) bits |= std::size_t{1} << i;
      return bits;
    };
    auto const found = find_repair(
        s, [&](Indices const& set) { return Tried{does[as_bits(set)] ? Kind::Holds : Kind::Broken}; });
    std::optional<unsigned> least;
    for (std::size_t bits = 1; bits < does.size(); ++bits) {
      Indices set, at;
      for (std::size_t i = 0; i < count; ++i)
        if (bits >> i & 1) set.push_back(i), at.push_back(places[i]);
      std::ranges::sort(at);
      bool const fits = set.size() <= s.most_changes && std::ranges::adjacent_find(at) == at.end();
      if (fits && does[bits]) least = std::min(least.value_or(~0u), cost_of(s, set));
    }
    ASSERT_EQ(!found.changes.empty(), least.has_value());
    if (least) {
      EXPECT_EQ(found.cost, *least);
      EXPECT_TRUE(does[as_bits(found.changes)]);
    }
  }
}
TEST(RepairSearch, SaysWhatItDoesNotKnow) {
  auto const s = space({1, 2, 3}, {0, 1, 2}, 1);
  auto const found = find_repair(s, [](Indices const& set) {
    return set[0] == 2   ? Tried{Kind::Holds}
           : set[0] == 1 ? Tried{Kind::Unknown, "late"}
                         : Tried{Kind::Refuted};
  });
  EXPECT_EQ(found.changes, Indices{2});
  EXPECT_EQ(found.unknown, 1u);
  EXPECT_EQ(found.why_unknown, "late");
  EXPECT_EQ(found.refuted, 1u);
  EXPECT_EQ(found.asked, 2u);
}
TEST(RepairSearch, StopsWhenToldTo) {
  auto s = space({1, 2, 3}, {0, 1, 2}, 3);
  s.most_texts = 2;
  auto const found = find_repair(s, [](Indices const&) { return Tried{Kind::Broken}; });
  EXPECT_FALSE(found.is_complete);
  EXPECT_EQ(found.texts, 2u);
  s.most_texts = 7;
  EXPECT_TRUE(find_repair(s, [](Indices const&) { return Tried{Kind::Broken}; }).is_complete);
}

} // namespace
} // namespace barrister::cli
