// SPDX-License-Identifier: BSD-2-Clause
#include "cli/as_written.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

Program some() {
  Program p;
  auto const zeros = [](std::size_t n) { return std::vector<Value>(n, number(0)); };
  p.objects.push_back({"x", {}, zeros(1), false});
  p.objects.push_back({"a", {}, zeros(2), true});
  p.objects.push_back({"l", {}, zeros(2), false, {{".owner", {}}, {".next", {}}}});
  p.objects.push_back(
      {"s", {}, zeros(4), true, {{"[0].a", {}}, {"[0].b", {}}, {"[1].a", {}}, {"[1].b", {}}}});
  p.objects.push_back({"f", {}, {}, false});
  return p;
}
TEST(AsWritten, ValuesAreNumbersAddressesAndFunctions) {
  auto const p = some();
  auto const value = [&](ObjectId o, std::int64_t cell) { return value_as_written(address(o, cell), p); };
  EXPECT_EQ(value_as_written(number(-3), p), "-3");
  EXPECT_EQ(value(0, 0), "&x");
  EXPECT_EQ(value(1, 0), "&a[0]");
  EXPECT_EQ(value(1, 1), "&a[1]");
  EXPECT_EQ(value(2, 0), "&l");
  EXPECT_EQ(value(2, 1), "&l.next");
  EXPECT_EQ(value(3, 0), "&s[0]");
  EXPECT_EQ(value(3, 1), "&s[0].b");
  EXPECT_EQ(value(3, 2), "&s[1]");
  EXPECT_EQ(value(4, 0), "f");
}
TEST(AsWritten, LocationsSayTheMember) {
  auto const p = some();
  auto const location = [&](ObjectId o, std::int64_t cell) {
    return location_as_written(address(o, cell), p);
  };
  EXPECT_EQ(location(0, 0), "x");
  EXPECT_EQ(location(1, 1), "a[1]");
  EXPECT_EQ(location(2, 0), "l.owner");
  EXPECT_EQ(location(3, 2), "s[1].a");
}

} // namespace
} // namespace barrister::cli
