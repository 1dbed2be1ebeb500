// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/enumerate.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using States = std::vector<std::vector<Value>>;
enum : ObjectId { x, y };

States states(std::vector<std::vector<std::int64_t>> const& numbers) {
  States out;
  for (auto const& line : numbers) {
    auto& state = out.emplace_back();
    for (auto n : line) state.push_back(number(n));
  }
  return out;
}

TEST(Enumerate, StoreBuffering) {
  EXPECT_EQ(enumerate(store_buffering(), sc(), 1)->states, states({{0, 1}, {1, 0}, {1, 1}}));
  EXPECT_EQ(enumerate(store_buffering(), anything(), 1)->states, states({{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
}
TEST(Enumerate, PeterzIsNeverWithSevenStates) {
  for (MemoryModel const& model : {MemoryModel(sc()), MemoryModel(fences())}) {
    auto const found = enumerate(peterz(), model, 1);
    EXPECT_EQ(found->states,
              states({{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 0, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1}}));
    EXPECT_EQ(found->positive, 0u);
    EXPECT_EQ(found->negative, 7u);
  }
  EXPECT_EQ(enumerate(peterz(), anything(), 1)->positive, 1u);
}
TEST(Enumerate, CountsCoherenceOrders) {
  auto const test =
      litmus(program({"x"}, 0, {{store(x, 1)}, {store(x, 2)}, {store(x, 1)}}), {Cell{address(x)}});
  auto const found = enumerate(test, sc(), 1);
  EXPECT_EQ(found->positive, 6u); // forall (true)
  EXPECT_EQ(found->states, states({{1}, {2}}));
}
TEST(Enumerate, ValuesAreComputedFromValues) {
  Block const increment{load(0, x), store(x, build::apply(Operator::Add, local(0), constant(1)))};
  auto const test = litmus(program({"x"}, 1, {increment, increment, increment}), {Cell{address(x)}});
  EXPECT_EQ(enumerate(test, sc(), 1)->states, states({{1}, {2}, {3}}));
}
TEST(Enumerate, NothingOutOfThinAir) {
  auto const copy = [](ObjectId from, ObjectId to) { return Block{load(0, from), store(to, local(0))}; };
  auto const test =
      litmus(program({"x", "y"}, 1, {copy(x, y), copy(y, x)}), {Register{0, 0}, Register{1, 0}});
  EXPECT_EQ(enumerate(test, anything(), 1)->states, states({{0, 0}}));
}
TEST(Enumerate, FilterDropsExecutions) {
  auto test = store_buffering();
  test.filter = equal(Register{0, 0}, 0);
  EXPECT_EQ(enumerate(test, sc(), 1)->states, states({{0, 1}}));
}
TEST(Enumerate, LocksExcludeAndDeadlocksVanish) {
  Statement const lock{Lock{cell(x)}}, unlock{Unlock{cell(x)}};
  Block const section{lock, load(0, y), store(y, build::apply(Operator::Add, local(0), constant(1))), unlock};
  auto m = sc();
  auto const atomic = m.both(m.base("rmw"), m.then(m.fr(), m.base("co")));
  m.check(Is::Empty, atomic, "atomic");
  auto const both = litmus(program({"x", "y"}, 1, {section, section}), {Register{0, 0}, Register{1, 0}});
  EXPECT_EQ(enumerate(both, m, 1)->states, states({{0, 1}, {1, 0}}));
  auto const twice = litmus(program({"x"}, 0, {{lock, lock}}), {});
  auto const found = enumerate(twice, m, 1);
  EXPECT_EQ(found->positive + found->negative, 0u);
  EXPECT_FALSE(found->bound_reached);
}
TEST(Enumerate, SaysWhenTheBoundIsReached) {
  auto const wait = Statement{Loop{{load(0, x)}, build::apply(Operator::LogicalNot, local(0)), {}}};
  auto const test = litmus(program({"x"}, 1, {{store(x, 1)}, {wait}}), {Register{1, 0}});
  auto const found = enumerate(test, sc(), 2);
  EXPECT_TRUE(found->bound_reached);
  EXPECT_EQ(found->positive, 3u); // 0, 1 or 2 rounds
  EXPECT_EQ(found->states, states({{1}}));
}
TEST(Enumerate, ArraysShowTheirCells) {
  auto p = program({"x", "a"}, 0, {{{Store{cell(1, 1), constant(5), {}}}}});
  p.objects[1].initial = {number(1), number(2), number(3)};
  p.objects[1].is_array = true;
  EXPECT_EQ(enumerate(litmus(p, {WholeArray{1}}), sc(), 1)->states, states({{1, 5, 3}}));
}
TEST(Enumerate, GivesUpWhenItIsTooMuch) {
  EXPECT_FALSE(enumerate(peterz(), sc(), 1, {.candidates = 10, .runs = 100}));
  EXPECT_FALSE(enumerate(peterz(), sc(), 1, {.candidates = 1000, .runs = 1}));
}
TEST(Before, NumbersThenAddressesByName) {
  auto const p = program({"z", "a"}, 0, {});
  std::vector<Value> values{address(0), address(1, 1), number(3), address(1), number(-2)};
  std::ranges::sort(values, [&](Value a, Value b) { return before(p, a, b); });
  EXPECT_EQ(values, (std::vector<Value>{number(-2), number(3), address(1), address(1, 1), address(0)}));
}

} // namespace
} // namespace barrister
