// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/errands.hpp"

namespace barrister::lsp {

Errands::~Errands() {
  {
    std::lock_guard const lock(mutex_);
    ends_ = true;
  }
  wakes_.notify_all();
  thread_.join();
}

void Errands::add(std::function<void()> errand) {
  {
    std::lock_guard const lock(mutex_);
    waiting_.push_back(std::move(errand));
  }
  wakes_.notify_all();
}

void Errands::run() {
  for (;;) {
    std::function<void()> errand;
    {
      std::unique_lock lock(mutex_);
      wakes_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
      if (ends_) return;
      errand = std::move(waiting_.front());
      waiting_.pop_front();
    }
    errand();
  }
}

} // namespace barrister::lsp
