// SPDX-License-Identifier: BSD-2-Clause
#include "spec/probe.hpp"
#include <gtest/gtest.h>

using namespace barrister;

namespace {

ExpressionPtr expression(decltype(Expression::node) node) {
  return std::make_shared<Expression const>(Expression{std::move(node)});
}
ExpressionPtr constant(Value v) { return expression(Constant{v}); }
ExpressionPtr local(LocalId id) { return expression(LocalUse{id}); }

// Object 0 is a pointer to object 1, which is 7; object 2 is NULL. CPU c's owned variable is 10 + c, for two
// CPUs; accumulator 0 is 3.
ProbedState state() {
  return {[](Value at) -> std::optional<Value> {
            if (at.object == 0) return address(1);
            if (at.object == 1) return number(7);
            return at.object == 2 ? std::optional(number(0)) : std::nullopt;
          },
          [](OwnedId, std::uint32_t owner) {
            return owner < 2 ? std::optional(number(10 + owner)) : std::nullopt;
          },
          [](AccumulatorId) { return std::optional(number(3)); }};
}
Probe probe(Block body) { return {{{"", {}, number(0)}, {"", {}, number(0)}}, std::move(body), 1}; }

} // namespace

TEST(Probe, FollowsPointers) {
  auto const through = [](ObjectId pointer) {
    return probe({{Load{0, constant(address(pointer)), {}}}, {Load{1, local(0), {}}}});
  };
  EXPECT_EQ(run(through(0), state()), number(7));
  EXPECT_EQ(run(through(2), state()), std::nullopt) << "NULL";
  EXPECT_EQ(run(through(3), state()), std::nullopt) << "no such cell";
  EXPECT_TRUE(says_yes(through(0), state()));
  EXPECT_FALSE(says_yes(through(2), state()));
}

TEST(Probe, OwnersAndCounts) {
  EXPECT_EQ(run(probe({{OwnedLoad{1, 0, constant(number(1))}}}), state()), number(11));
  EXPECT_EQ(run(probe({{OwnedLoad{1, 0, constant(number(2))}}}), state()), std::nullopt);
  EXPECT_EQ(run(probe({{OwnedLoad{1, 0}}}), state()), std::nullopt) << "a probe is on no CPU";
  EXPECT_EQ(run(probe({{CountLoad{1, 0}}}), state()), number(3));
}

TEST(Probe, LeavesBlocksAndEndsLoops) {
  Loop forever{{}, constant(number(1)), {}};
  EXPECT_EQ(run(probe({{forever}}), state()), std::nullopt);
  forever.body = {{Assign{1, constant(number(5))}}, {Leave{0}}};
  Labelled const around{{{forever}, {Assign{1, constant(number(6))}}}};
  EXPECT_EQ(run(probe({{around}}), state()), number(5));
  Labelled const two{
      {{Labelled{{{Leave{1}}, {Assign{1, constant(number(6))}}}}}, {Assign{1, constant(number(8))}}}};
  EXPECT_EQ(run(probe({{Assign{1, constant(number(4))}}, {two}}), state()), number(4));
}

TEST(Probe, DoesNothing) {
  EXPECT_EQ(run(probe({{Store{constant(address(1)), constant(number(1)), {}}}}), state()), std::nullopt);
}
