// SPDX-License-Identifier: BSD-2-Clause
// What is being done, in one line on a terminal that changes; for work of more than two seconds. Nothing
// where standard error is no terminal.
#pragma once
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace barrister::cli {

class Progress {
public:
  explicit Progress(std::size_t tasks);
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void set(std::size_t task, std::string what);
  void done(std::size_t task);
  // The line is gone while this lives: others may print.
  std::unique_lock<std::mutex> pause();

private:
  void show(std::stop_token const&);
  void draw();
  void wipe();

  std::mutex mutex_;
  std::condition_variable_any wakes_;
  std::map<std::size_t, std::string> doing_;
  std::size_t tasks_, done_ = 0, width_ = 0; // of what is drawn
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::jthread thread_; // the last member: it is joined first
};

} // namespace barrister::cli
