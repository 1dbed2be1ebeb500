// SPDX-License-Identifier: BSD-2-Clause
// Work done side by side while more of it comes in; its results are taken in order, each as soon as it can
// be.
#pragma once
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace barrister::cli {

// `work` is called on as many threads as there are jobs, or with one job on the caller's. `take`, by one of
// them at a time, and in the order in which things were added, until it says that it wants no more.
template <class Thing, class Result> class Pipeline {
public:
  Pipeline(unsigned jobs, std::function<Result(Thing const&)> work, std::function<bool(Result)> take)
      : work_(std::move(work)), take_(std::move(take)), most_(std::size_t{jobs} * ahead) {
    for (unsigned i = 0; jobs > 1 && i < jobs; ++i) threads_.emplace_back([this] { run(); });
  }
  Pipeline(Pipeline const&) = delete;
  Pipeline& operator=(Pipeline const&) = delete;
  ~Pipeline() { end(); }

  // All that was added is done and taken, if `take` wants it. Throws what `work` or `take` threw.
  void finish() {
    end();
    if (failure_) std::rethrow_exception(failure_);
  }

  // False when `take` wants no more. Waits while much is not taken yet.
  bool add(Thing thing) {
    if (threads_.empty()) return wants_more_ = wants_more_ && take_(work_(thing));
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return places_.size() < most_ || !wants_more_; });
    if (!wants_more_) return false;
    places_.push_back({std::move(thing), std::nullopt});
    changed_.notify_all();
    return true;
  }

private:
  static constexpr std::size_t ahead = 8;
  struct Place {
    Thing thing;
    std::optional<Result> result;
  };

  void end() {
    {
      std::unique_lock const lock(mutex_);
      is_whole_ = true;
    }
    changed_.notify_all();
    threads_.clear();
  }
  void run() {
    try {
      work_and_take();
    } catch (...) {
      std::unique_lock const lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      wants_more_ = false;
      changed_.notify_all();
    }
  }
  void work_and_take() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return begun_ < places_.size() || is_whole_ || !wants_more_; });
      if (!wants_more_ || begun_ == places_.size()) return;
      auto& place = places_[begun_++]; // which stays where it is until its result is taken
      lock.unlock();
      auto result = work_(place.thing);
      lock.lock();
      place.result = std::move(result);
      take_all(lock);
    }
  }
  void take_all(std::unique_lock<std::mutex>& lock) {
    if (is_taking_) return; // who does sees this one, too
    is_taking_ = true;
    while (wants_more_ && !places_.empty() && places_.front().result) {
      auto result = std::move(*places_.front().result);
      places_.pop_front();
      --begun_;
      lock.unlock();
      bool const wants_more = take_(std::move(result));
      lock.lock();
      wants_more_ = wants_more;
      changed_.notify_all();
    }
    is_taking_ = false;
  }

  std::function<Result(Thing const&)> work_;
  std::function<bool(Result)> take_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Place> places_; // added, and not taken
  std::size_t begun_ = 0;    // so many of these, from the front on
  bool is_whole_ = false, wants_more_ = true, is_taking_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

// `work(i)` for each i below `count`, and `take` of what came of it.
template <class Work, class Take> void in_order(std::size_t count, unsigned jobs, Work work, Take take) {
  using Result = decltype(work(std::size_t{}));
  auto const threads = static_cast<unsigned>(std::min<std::size_t>(jobs, count));
  Pipeline<std::size_t, Result> all(threads, work, [&](Result result) {
    take(std::move(result));
    return true;
  });
  for (std::size_t i = 0; i < count; ++i) all.add(i);
  all.finish();
}

} // namespace barrister::cli
