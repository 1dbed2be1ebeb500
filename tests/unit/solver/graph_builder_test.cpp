// SPDX-License-Identifier: BSD-2-Clause
#include "solver/graph/graph_builder.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

class Builder : public testing::Test {
protected:
  GraphBuilder b;
  TermId const zero = b.constant(number(0)), one = b.constant(number(1));
  TermId const r = b.read_value(7), s = b.read_value(8);
};

TEST_F(Builder, WhatIsNegatedTwiceExcludesWhatItExcludes) {
  auto const taken = b.operation(Operator::LogicalNot, r, r),
             not_taken = b.operation(Operator::LogicalNot, taken, taken);
  auto const when = [&](TermId t, bool holds) { return *b.also(0, {t, holds}); };
  EXPECT_TRUE(b.exclude_each_other(when(not_taken, true), when(taken, true)));
  EXPECT_TRUE(b.exclude_each_other(when(not_taken, true), when(r, false)));
  EXPECT_FALSE(b.exclude_each_other(when(not_taken, true), when(r, true)));
  EXPECT_FALSE(b.exclude_each_other(when(taken, true), when(s, true)));
}
TEST_F(Builder, EqualTermsAreOne) {
  EXPECT_EQ(b.constant(number(1)), one);
  EXPECT_NE(b.constant(address(1)), one);
  EXPECT_EQ(b.operation(Operator::Add, r, one), b.operation(Operator::Add, r, one));
  EXPECT_NE(b.operation(Operator::Subtract, r, s), b.operation(Operator::Subtract, s, r));
  EXPECT_EQ(b.operation(Operator::Negate, r, one),
            b.operation(Operator::Negate, r, zero)); // the right is ignored
}

TEST_F(Builder, TermsOfDifferentTypesAreDifferent) {
  Type const s32{"int", 32, true}, u32{"u32", 32, false}, s64{"long", 64, true};
  auto const in_int = b.operation(Operator::Add, r, one, s32);
  EXPECT_EQ(in_int, b.operation(Operator::Add, r, one, Type{"s32", 32, true}));
  EXPECT_NE(in_int, b.operation(Operator::Add, r, one, u32));
  EXPECT_NE(in_int, b.operation(Operator::Add, r, one));
  EXPECT_EQ(b.operation(Operator::Add, r, one), b.operation(Operator::Add, r, one, s64));
  EXPECT_EQ(apply(b.graph, b.graph.terms[in_int], number(2147483647), number(1)), number(-2147483648));
  EXPECT_EQ(b.operation(Operator::Subtract, zero, one, u32), b.constant(number(4294967295)));
}

TEST_F(Builder, ConstantsAreFolded) {
  EXPECT_EQ(b.operation(Operator::Add, one, one), b.constant(number(2)));
  EXPECT_EQ(b.operation(Operator::LogicalNot, one, one), zero);
  EXPECT_EQ(b.convert(b.constant(number(257)), {"char", 8, true}), one);
  auto const nonsense = b.operation(Operator::Divide, one, zero); // has no value, so stays
  EXPECT_EQ(b.graph.terms[nonsense].kind, Term::Kind::Operation);
}

TEST_F(Builder, SelectOfWhatIsKnownIsNoSelect) {
  EXPECT_EQ(b.select(one, r, s), r);
  EXPECT_EQ(b.select(zero, r, s), s);
  EXPECT_EQ(b.select(r, s, s), s);
  EXPECT_EQ(b.graph.terms[b.select(r, one, s)].kind, Term::Kind::Select);
}

TEST_F(Builder, ConversionToSixtyFourBitsIsNone) {
  EXPECT_EQ(b.convert(r, {"long", 64, true}), r);
  EXPECT_NE(b.convert(r, {"int", 32, true}), r);
  EXPECT_EQ(b.convert(r, {"int", 32, true}), b.convert(r, {"s32", 32, true}));
  EXPECT_NE(b.convert(r, {"int", 32, true}), b.convert(r, {"u32", 32, false}));
}

TEST_F(Builder, OneGuardMaySayWhatTwoSay) {
  auto const yes_r = *b.also(0, {r, true}), no_r = *b.also(0, {r, false}), yes_s = *b.also(0, {s, true});
  auto const both = *b.also(yes_r, {s, true}), other = *b.also(no_r, {s, true}),
             neither = *b.also(no_r, {s, false});
  EXPECT_EQ(b.either(yes_r, no_r), GuardId{0});
  EXPECT_EQ(b.either(both, yes_r), yes_r);
  EXPECT_EQ(b.either(both, other), yes_s);
  EXPECT_EQ(b.either(both, neither), std::nullopt);
  EXPECT_EQ(b.either(yes_r, yes_s), std::nullopt);
  EXPECT_EQ(b.either(yes_r, other), std::nullopt); // r or s
}

TEST_F(Builder, GuardsAreSetsOfConditions) {
  auto const yes_r = *b.also(0, {r, true});
  EXPECT_EQ(b.also(yes_r, {r, true}), yes_r);
  EXPECT_EQ(b.also(yes_r, {r, false}), std::nullopt);
  EXPECT_EQ(*b.also(yes_r, {s, true}), *b.also(*b.also(0, {s, true}), {r, true}));
  EXPECT_EQ(b.also(yes_r, {one, true}), yes_r); // holds anyway
  EXPECT_EQ(b.also(yes_r, {zero, true}), std::nullopt);
  EXPECT_EQ(b.also(yes_r, {zero, false}), yes_r);
}

TEST_F(Builder, GuardsJoinAndImply) {
  auto const yes_r = *b.also(0, {r, true}), no_r = *b.also(0, {r, false}), yes_s = *b.also(0, {s, true});
  EXPECT_EQ(b.both(yes_r, no_r), std::nullopt);
  auto const both = *b.both(yes_r, yes_s);
  EXPECT_TRUE(b.implies(both, yes_r));
  EXPECT_TRUE(b.implies(both, 0));
  EXPECT_FALSE(b.implies(yes_r, both));
  EXPECT_FALSE(b.implies(no_r, yes_r));
}

} // namespace
} // namespace barrister::solver
