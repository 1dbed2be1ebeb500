// SPDX-License-Identifier: BSD-2-Clause
#include "cli/pipeline.hpp"
#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>

namespace barrister {
namespace {

using Numbers = std::vector<int>;

int squared(int const& n) {
  if (n % 7 == 0) std::this_thread::yield();
  return n * n;
}

TEST(Pipeline, TakesResultsInTheOrderInWhichThingsWereAdded) {
  for (unsigned const jobs : {1u, 2u, 8u}) {
    Numbers taken, due;
    cli::Pipeline<int, int> squares(jobs, squared, [&](int result) {
      taken.push_back(result);
      return true;
    });
    for (int n = 0; n < 500; ++n) {
      EXPECT_TRUE(squares.add(n));
      due.push_back(n * n);
    }
    squares.finish();
    EXPECT_EQ(taken, due) << jobs;
  }
}
TEST(Pipeline, EndsWhenNoMoreIsWanted) {
  for (unsigned const jobs : {1u, 2u, 8u}) {
    Numbers taken;
    cli::Pipeline<int, int> squares(jobs, squared, [&](int result) {
      taken.push_back(result);
      return taken.size() < 3;
    });
    int added = 0;
    while (added < 100'000 && squares.add(added)) ++added;
    squares.finish();
    EXPECT_EQ(taken, (Numbers{0, 1, 4})) << jobs;
    EXPECT_LT(added, 100'000) << jobs;
  }
}
TEST(Pipeline, WaitsWhileMuchIsNotTaken) {
  std::atomic<int> begun = 0, taken = 0;
  cli::Pipeline<int, int> all(
      4,
      [&](int const& n) {
        EXPECT_LT(begun++ - taken, 4 * 8 + 4);
        return n;
      },
      [&](int) {
        ++taken;
        return true;
      });
  for (int n = 0; n < 1000; ++n) all.add(n);
  all.finish();
  EXPECT_EQ(taken, 1000);
}
TEST(Pipeline, DoesSoManyInOrder) {
  for (std::size_t const count : {0u, 1u, 50u}) {
    Numbers taken;
    cli::in_order(
        count, 4, [](std::size_t i) { return static_cast<int>(i); }, [&](int i) { taken.push_back(i); });
    EXPECT_EQ(taken.size(), count);
    EXPECT_TRUE(std::ranges::is_sorted(taken));
  }
}
TEST(Pipeline, ThrowsWhatWorkThrew) {
  cli::Pipeline<int, int> broken(
      2, [](int const&) -> int { throw std::runtime_error("no"); }, [](int) { return true; });
  for (int n = 0; n < 1000 && broken.add(n); ++n) {
  }
  EXPECT_THROW(broken.finish(), std::runtime_error);
}

} // namespace
} // namespace barrister
