// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/implied.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

class ImpliedFacts : public testing::Test {
protected:
  SatSolver sat;
  Gates gates{sat};
  Literal const a = gates.fresh(), b = gates.fresh(), c = gates.fresh();
  Implied implied{gates};
};

TEST_F(ImpliedFacts, PartsOfAConjunctionAreLeftOut) {
  auto const both = gates.both(a, b);
  EXPECT_EQ(implied.without({a, b, c, both}), (std::vector{c, both}));
}
TEST_F(ImpliedFacts, ASmallerConjunctionIsLeftOut) {
  auto const two = gates.both(a, b), three = gates.all({a, b, c});
  EXPECT_EQ(implied.without({two, three}), std::vector{three});
}
TEST_F(ImpliedFacts, AConjunctionOfWhatOthersSayIsLeftOut) {
  auto const both = gates.both(a, b), left = gates.both(a, c);
  auto const rest = implied.without({b, both, left});
  EXPECT_EQ(rest.size(), 2u) << "b and a & c, or a & b and a & c";
}
TEST_F(ImpliedFacts, WhatWasNotedCounts) {
  gates.note_implied(a, {b});
  EXPECT_EQ(implied.without({a, b}), std::vector{a});
  EXPECT_EQ(implied.without({b, c}), (std::vector{b, c})) << "not the other way round";
}
TEST_F(ImpliedFacts, NothingIsImpliedByItself) {
  auto const both = gates.both(a, b);
  EXPECT_EQ(implied.without({both}), std::vector{both});
}

} // namespace
} // namespace barrister::solver
