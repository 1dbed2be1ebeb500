// SPDX-License-Identifier: BSD-2-Clause
#include "spec/value.hpp"
#include <gtest/gtest.h>
#include <limits>

using namespace barrister;

namespace {

Type const s32{"int", 32, true}, u32{"unsigned int", 32, false}, s64{"long", 64, true},
    u64{"unsigned long", 64, false};
std::int64_t constexpr least = std::numeric_limits<std::int64_t>::min(),
                       most = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> of(Type const& type, Operator op, std::int64_t left, std::int64_t right = 0) {
  auto const v = apply(op, number(left), number(right), type);
  return v ? std::optional(v->number) : std::nullopt;
}

} // namespace

TEST(Apply, WrapsAtTheWidthOfTheType) {
  EXPECT_EQ(of(s32, Operator::Add, 2147483647, 1), -2147483648);
  EXPECT_EQ(of(u32, Operator::Add, 4294967295, 1), 0);
  EXPECT_EQ(of(u32, Operator::Subtract, 0, 1), 4294967295);
  EXPECT_EQ(of(s32, Operator::Multiply, 65536, 65536), 0);
  EXPECT_EQ(of(s32, Operator::Negate, -2147483648), -2147483648);
  EXPECT_EQ(of(u32, Operator::Complement, 0), 4294967295);
  EXPECT_EQ(of(s64, Operator::Add, most, 1), least);
  EXPECT_EQ(of(s32, Operator::Divide, -2147483648, -1), -2147483648);
}

TEST(Apply, ConvertsItsOperands) {
  EXPECT_EQ(of(u32, Operator::Less, -1, 1), 0);
  EXPECT_EQ(of(s32, Operator::Less, 4294967295, 1), 1);
  EXPECT_EQ(of(s32, Operator::Equal, 4294967295, -1), 1);
  EXPECT_EQ(of(s32, Operator::LogicalNot, std::int64_t{1} << 32), 1);
}

TEST(Apply, SignsDecideInSixtyFourBitsToo) {
  EXPECT_EQ(of(u64, Operator::Less, -1, 1), 0);
  EXPECT_EQ(of(u64, Operator::GreaterEqual, least, most), 1);
  EXPECT_EQ(of(u64, Operator::Divide, -1, 2), most);
  EXPECT_EQ(of(u64, Operator::Modulo, -1, 10), 5);
  EXPECT_EQ(of(u64, Operator::ShiftRight, -1, 63), 1);
  EXPECT_EQ(of(s64, Operator::ShiftRight, -1, 63), -1);
  EXPECT_EQ(of(u32, Operator::ShiftRight, -1, 31), 1);
  EXPECT_EQ(of(s32, Operator::ShiftRight, -1, 31), -1);
}

TEST(Apply, HasNoValueWhereCHasNone) {
  for (auto const& type : {s32, u32, s64, u64}) {
    EXPECT_EQ(of(type, Operator::Divide, 1, 0), std::nullopt);
    EXPECT_EQ(of(type, Operator::Modulo, 1, 0), std::nullopt);
    for (auto const op : {Operator::ShiftLeft, Operator::ShiftRight})
      for (auto const by : {std::int64_t{-1}, std::int64_t{type.bits}, std::int64_t{1} << 32, least})
        EXPECT_EQ(of(type, op, 1, by), std::nullopt) << unsigned{type.bits} << " by " << by;
  }
  EXPECT_EQ(of(s32, Operator::ShiftLeft, 1, 31), -2147483648);
  EXPECT_EQ(of(u64, Operator::ShiftLeft, 1, 63), least);
  EXPECT_EQ(of(s32, Operator::Divide, 1, std::int64_t{1} << 32), std::nullopt); // a 0 in 32 bits
}

TEST(Apply, LeavesAddressesWhole) {
  EXPECT_EQ(apply(Operator::Add, address(1), number(2), s32), address(1, 2));
  EXPECT_EQ(apply(Operator::NotEqual, address(1), number(0), u64), number(1));
  EXPECT_EQ(apply(Operator::Multiply, address(1), number(2), s32), std::nullopt);
  EXPECT_EQ(apply(Operator::Less, address(1, 2), address(1, 3), u64), number(1));
  EXPECT_EQ(apply(Operator::Less, address(1), address(2), u64), std::nullopt); // who knows
  EXPECT_EQ(apply(Operator::GreaterEqual, address(2), address(1), u64), std::nullopt);
}

TEST(Convert, ToABoolAsksWhetherItIsNot0) {
  Type const bool_type{"bool", 1, false};
  for (auto const& v : {number(2), number(256), number(-1), address(0)})
    EXPECT_EQ(convert(v, bool_type), number(1));
  EXPECT_EQ(convert(number(0), bool_type), number(0));
}
