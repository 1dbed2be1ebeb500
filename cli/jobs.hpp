// SPDX-License-Identifier: BSD-2-Clause
// Work done side by side, its results taken in order.
#pragma once
#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace barrister::cli {

// Calls `work(i)` for i below `count` on at most `jobs` threads, and `take(i, result)` here, in ascending
// order, as soon as each is there.
template <class Work, class Take> void in_order(std::size_t count, unsigned jobs, Work work, Take take) {
  using Result = decltype(work(std::size_t{}));
  std::vector<std::promise<Result>> results(count);
  std::atomic<std::size_t> next = 0;
  auto const worker = [&] {
    for (auto i = next++; i < count; i = next++) {
      try {
        results[i].set_value(work(i));
      } catch (...) {
        results[i].set_exception(std::current_exception());
      }
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < std::min<std::size_t>(jobs, count); ++i) threads.emplace_back(worker);
  for (std::size_t i = 0; i < count; ++i) take(i, results[i].get_future().get());
}

} // namespace barrister::cli
