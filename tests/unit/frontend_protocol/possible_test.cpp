// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/possible.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

using namespace barrister;
using namespace barrister::frontend::protocol;

namespace {

Type const types[] = {{"int", 32, true}, {"unsigned int", 32, false}, {"long", 64, true}, {"u64", 64, false}};
Type const narrow[] = {{"u8", 8, false}, {"s8", 8, true}, {"bool", 1, false}, {"u16", 16, false}};

// Near where something changes: 0, a power of two, the ends of a type.
std::int64_t number_of(Chance& chance) {
  std::int64_t const ends[] = {0,
                               0,
                               1,
                               127,
                               255,
                               1 << 16,
                               std::int64_t{1} << 31,
                               std::int64_t{1} << 32,
                               std::numeric_limits<std::int64_t>::max(),
                               std::numeric_limits<std::int64_t>::min()};
  auto const near = static_cast<std::uint64_t>(ends[chance.below(std::size(ends))]) + chance.below(9) - 4;
  return static_cast<std::int64_t>(chance.once_in(3) ? 0 - near : near);
}
struct Drawn {
  Possible possible;
  std::vector<Value> members; // some of what it may be
};
Drawn draw(Chance& chance, Type const& type) {
  auto a = convert(number(number_of(chance)), type).number,
       b = convert(number(number_of(chance)), type).number;
  if (a > b) std::swap(a, b);
  if (chance.once_in(3)) b = a;
  std::vector<Value> members{number(a), number(b)};
  auto const width = static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
  for (unsigned i = 0; i < 6 && width > 0; ++i) {
    auto const step = chance.once_in(2) ? std::min<std::uint64_t>(width, i) : chance.below(width);
    members.push_back(number(static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + step)));
  }
  for (auto const n : {-1, 0, 1})
    if (a <= n && n <= b) members.push_back(number(n));
  return {between({a, b}), members};
}
bool may_be(Possible const& p, Value v) {
  if (!p.some.empty()) return std::ranges::find(p.some, v) != p.some.end();
  return !p.between || (p.between->low <= v.number && v.number <= p.between->high);
}

} // namespace

TEST(Possible, NothingIsLeftOutOfWhatAnOperationGives) {
  Chance chance(first_seed());
  std::size_t known = 0;
  for (unsigned i = 0; i < 60'000; ++i) {
    auto const& type = types[chance.below(std::size(types))];
    auto const op = static_cast<Operator>(chance.below(static_cast<std::size_t>(Operator::LogicalNot) + 1));
    auto const left = draw(chance, types[chance.below(std::size(types))]);
    auto const right = draw(chance, types[chance.below(std::size(types))]);
    auto const found = apply(op, left.possible, right.possible, type);
    known += found && (!found->some.empty() || found->between);
    for (auto const& l : left.members)
      for (auto const& r : right.members) {
        auto const v = barrister::apply(op, l, r, type);
        auto const where = std::to_string(l.number) + " " + spelling(op) + " " + std::to_string(r.number) +
                           " in " + type.spelling;
        if (!v) {
          ASSERT_TRUE(!found || found->may_be_none) << where;
        } else {
          ASSERT_TRUE(found) << where;
          ASSERT_TRUE(may_be(*found, *v)) << where << " is " << v->number;
        }
      }
  }
  EXPECT_GT(known, 40'000U);
}

TEST(Possible, NothingIsLeftOutOfWhatAConversionGives) {
  Chance chance(first_seed());
  for (unsigned i = 0; i < 20'000; ++i) {
    auto const& type =
        chance.once_in(2) ? types[chance.below(std::size(types))] : narrow[chance.below(std::size(narrow))];
    auto const from = draw(chance, types[chance.below(std::size(types))]);
    auto const found = convert(from.possible, type);
    for (auto const& v : from.members) {
      ASSERT_TRUE(may_be(found, barrister::convert(v, type))) << v.number << " to " << type.spelling;
      if (auto const known = truth(found)) {
        ASSERT_EQ(*known, truth(barrister::convert(v, type)));
      }
    }
  }
}

TEST(Possible, KnowsWhatAStartAsks) {
  auto const of = [](Operator op, Range l, std::int64_t r, Type const& type) {
    return truth(*apply(op, between(l), one_of({number(r)}), type));
  };
  EXPECT_EQ(of(Operator::Less, {0, 6}, 7, types[0]), true);
  EXPECT_EQ(of(Operator::Less, {0, 7}, 7, types[0]), std::nullopt);
  EXPECT_EQ(of(Operator::Equal, {8, 15}, 7, types[0]), false);
  EXPECT_EQ(of(Operator::And, {8, 15}, 7, types[0]), std::nullopt);
  EXPECT_EQ(of(Operator::And, {8, 15}, 8, types[0]), true);
  EXPECT_EQ(of(Operator::And, {16, 23}, 8, types[0]), false);
  EXPECT_EQ(of(Operator::Less, {-2, -1}, 2, types[3]), false) << "without a sign these are great";
  EXPECT_EQ(count_of(any_number_of(types[1])), std::uint64_t{1} << 32);
}
