// SPDX-License-Identifier: BSD-2-Clause
#include "cli/page.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

std::size_t longest_line(std::string const& text) {
  std::istringstream lines(text);
  std::size_t out = 0;
  for (std::string line; std::getline(lines, line);) out = std::max(out, line.size());
  return out;
}

TEST(Page, IsSideBySideWhereThereIsRoom) {
  EXPECT_EQ(page({"P0", "P1"}, {{0, 0, "a();", "1"}, {1, 2, "b();"}}, 40), R"(    P0          P1

    a();  // 1
                  b();
)");
}
TEST(Page, NotesReachUnderOtherColumnsBeforeTheyComeBelow) {
  std::string const note = "still 0: the store is not visible";
  EXPECT_EQ(page({"P0", "P1"}, {{0, 0, "first();", note}, {1, 0, "second();", note}}, 50), R"(    P0        P1

    first();  // still 0: the store is not visible
              second();
                // still 0: the store is not
                // visible
)");
}
TEST(Page, AStatementGoesOnAtItsArguments) {
  EXPECT_EQ(broken("x = cmpxchg(&lock->owner, old_value, new_value);", 30),
            (std::vector<std::string>{"x = cmpxchg(&lock->owner,", "    old_value, new_value);"}));
}
TEST(Page, WhatCannotBeBrokenIsCut) {
  EXPECT_EQ(broken(std::string(25, 'x'), 20),
            (std::vector<std::string>{std::string(20, 'x'), "  " + std::string(5, 'x')}));
}
TEST(Page, NoLineIsLongerThanThePage) {
  std::string const words(90, 'x');
  for (std::size_t columns = 1; columns < 14; ++columns)
    for (std::size_t width = least_page_width; width < 110; width += 7) {
      std::vector<std::string> titles;
      std::vector<PageLine> lines;
      for (std::size_t c = 0; c < columns; ++c) {
        titles.push_back("CPU " + std::to_string(c) + " (spare)");
        lines.push_back({c, 2 * c,
                         "WRITE_ONCE(per_cpu(runqueues, cpu).curr, " + words.substr(0, 7 * c) + ");",
                         "still 0 from " + words.substr(0, 9 * c)});
      }
      auto const text = page(titles, lines, width);
      EXPECT_LE(longest_line(text), width) << columns << " columns\n" << text;
    }
}
TEST(Page, WordsHangWithinTheWidth) {
  std::string words;
  for (int i = 1; i < 30; ++i) words += std::string(static_cast<std::size_t>(i), 'x') + " ";
  for (std::size_t width = least_page_width; width < 60; ++width)
    for (std::size_t indent : {0, 2, 4})
      for (std::size_t further : {0, 2, 4}) {
        auto const text = hanging(words + std::string(150, 'y'), indent, further, width);
        EXPECT_LE(longest_line(text), width) << text;
        EXPECT_EQ(std::ranges::count(text, 'y'), 150) << text;
      }
  EXPECT_EQ(hanging("one two six", 2, 4, 9), "  one two\n      six\n");
}

} // namespace
} // namespace barrister::cli
