// SPDX-License-Identifier: BSD-2-Clause
#include "spec/relation.hpp"
#include <gtest/gtest.h>
#include <random>

namespace barrister {
namespace {

Relation random_relation(std::mt19937& rng, std::size_t size, unsigned one_in) {
  Relation r(size);
  for (EventId a = 0; a < size; ++a)
    for (EventId b = 0; b < size; ++b)
      if (rng() % one_in == 0) r.insert(a, b);
  return r;
}

// Calls f with random relations of one size, some wider than a word.
template <class F> void for_random_relations(F f) {
  std::mt19937 rng(20261122);
  for (std::size_t size : {0, 1, 3, 8, 17, 64, 65, 70})
    for (int round = 0; round < 5; ++round)
      f(random_relation(rng, size, 5), random_relation(rng, size, 9), random_relation(rng, size, 13));
}

TEST(Relation, ThenIsAssociative) {
  for_random_relations(
      [](auto const& r, auto const& s, auto const& t) { EXPECT_EQ(r.then(s).then(t), r.then(s.then(t))); });
}
TEST(Relation, ThenIsWhatItSays) {
  for_random_relations([](auto const& r, auto const& s, auto const&) {
    Relation slow(r.size());
    for (auto [a, b] : r.pairs())
      for (auto [c, d] : s.pairs())
        if (b == c) slow.insert(a, d);
    EXPECT_EQ(r.then(s), slow);
  });
}
TEST(Relation, ClosureIsTheLeastTransitiveRelationAround) {
  for_random_relations([](auto const& r, auto const&, auto const&) {
    Relation grown = r;
    for (Relation last(r.size()); grown != last;) {
      last = grown;
      grown = r | grown.then(r);
    }
    EXPECT_EQ(r.closure(), grown);
  });
}
TEST(Relation, InverseTurnsCompositionAround) {
  for_random_relations([](auto const& r, auto const& s, auto const&) {
    EXPECT_EQ(r.then(s).inverse(), s.inverse().then(r.inverse()));
  });
}
TEST(Relation, ComplementTwiceIsNothing) {
  for_random_relations([](auto const& r, auto const& s, auto const&) {
    EXPECT_EQ(r.complement().complement(), r);
    EXPECT_EQ(r - s, r & s.complement());
  });
}
TEST(Relation, DomainAndRange) {
  Relation r(70);
  r.insert(3, 69);
  r.insert(69, 1);
  EXPECT_TRUE(r.domain().contains(3) && r.domain().contains(69) && !r.domain().contains(1));
  EXPECT_TRUE(r.range().contains(69) && r.range().contains(1) && !r.range().contains(3));
}
TEST(Relation, ShortestCycleIsACycleAndShortest) {
  for_random_relations([](auto const& r, auto const&, auto const&) {
    auto cycle = r.shortest_cycle();
    ASSERT_EQ(cycle.has_value(), !r.acyclic());
    if (!cycle) return;
    for (std::size_t i = 0; i < cycle->size(); ++i)
      EXPECT_TRUE(r.contains((*cycle)[i], (*cycle)[(i + 1) % cycle->size()]));
    Relation power = r;
    for (std::size_t length = 1; length < cycle->size(); ++length, power = power.then(r))
      EXPECT_TRUE(power.irreflexive());
  });
}
TEST(EventSet, ComplementKeepsToItsSize) {
  EXPECT_TRUE(EventSet::all(70).contains(69));
  EXPECT_TRUE(EventSet::all(70).complement().empty());
  EXPECT_TRUE(EventSet(0).complement().empty());
}

} // namespace
} // namespace barrister
