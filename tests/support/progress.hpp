// SPDX-License-Identifier: BSD-2-Clause
// A count on standard error while long work goes on: on a terminal alone, and from the third second on.
#pragma once
#include <chrono>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace barrister {

class Progress {
public:
  Progress(std::string what, std::size_t total)
      : what_(std::move(what)), total_(total), next_(Clock::now() + std::chrono::seconds(2)) {}
  ~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;
  void step() {
    ++done_;
    if (!on_terminal_ || Clock::now() < next_) return;
    std::fprintf(stderr, "\r%s: %zu of %zu", what_.c_str(), done_, total_);
    shown_ = true;
    next_ = Clock::now() + std::chrono::milliseconds(200);
  }

private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  std::size_t total_, done_ = 0;
  Clock::time_point next_;
  bool on_terminal_ = isatty(STDERR_FILENO) != 0, shown_ = false;
};

} // namespace barrister
