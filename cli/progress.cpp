// SPDX-License-Identifier: BSD-2-Clause
#include "cli/progress.hpp"
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace barrister::cli {
namespace {

constexpr auto first = std::chrono::seconds(2), then = std::chrono::seconds(1);
constexpr std::size_t widest = 78;

} // namespace

Progress::Progress(std::size_t tasks) : tasks_(tasks) {
  if (isatty(STDERR_FILENO)) thread_ = std::jthread([this](std::stop_token const& stop) { show(stop); });
}

void Progress::set(std::size_t task, std::string what) {
  std::lock_guard const lock(mutex_);
  doing_[task] = std::move(what);
}
void Progress::done(std::size_t task) {
  std::lock_guard const lock(mutex_);
  doing_.erase(task);
  ++done_;
}
std::unique_lock<std::mutex> Progress::pause() {
  std::unique_lock lock(mutex_);
  wipe();
  return lock;
}

void Progress::show(std::stop_token const& stop) {
  std::unique_lock lock(mutex_);
  wakes_.wait_for(lock, stop, first, [&] { return stop.stop_requested(); });
  while (!stop.stop_requested()) {
    draw();
    wakes_.wait_for(lock, stop, then, [&] { return stop.stop_requested(); });
  }
  wipe();
}

void Progress::draw() {
  auto const seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start_).count();
  auto text = fmt::format("{} of {}, {} s", done_, tasks_, seconds);
  for (auto const& [task, what] : doing_) text += "; " + what;
  text = text.substr(0, widest);
  wipe();
  fmt::print(stderr, "{}", text);
  std::fflush(stderr);
  width_ = text.size();
}

void Progress::wipe() {
  if (width_ == 0) return;
  fmt::print(stderr, "\r{:{}}\r", "", width_);
  std::fflush(stderr);
  width_ = 0;
}

} // namespace barrister::cli
