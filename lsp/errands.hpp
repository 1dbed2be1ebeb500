// SPDX-License-Identifier: BSD-2-Clause
// Work for one request that takes longer than the next message should wait, on a thread of its own; one piece
// behind the other.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace barrister::lsp {

class Errands {
public:
  Errands() : thread_([this] { run(); }) {}
  ~Errands(); // what is not begun is dropped
  void add(std::function<void()>);

private:
  void run();
  std::mutex mutex_;
  std::condition_variable wakes_;
  std::deque<std::function<void()>> waiting_;
  bool ends_ = false;
  std::thread thread_;
};

} // namespace barrister::lsp
