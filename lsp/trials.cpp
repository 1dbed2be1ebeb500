// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/trials.hpp"
#include "lsp/process.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

constexpr int at_a_time = 2;
// The judge gives up by itself; who does not, is ended so much later.
constexpr std::chrono::seconds grace{10};

} // namespace

Trials::Trials(std::vector<std::string> judge) : judge_(std::move(judge)) {
  for (int i = 0; i < at_a_time; ++i) threads_.emplace_back([this] { work(); });
}
Trials::~Trials() {
  {
    std::lock_guard const lock(mutex_);
    ends_ = true;
  }
  wakes_.notify_all();
  for (auto& t : threads_) t.join();
}

void Trials::start(std::string key, Question question, std::function<void(End, Ruling)> told) {
  {
    std::lock_guard const lock(mutex_);
    waiting_.push_back(
        std::make_shared<Trial>(Trial{std::move(key), std::move(question), std::move(told), false}));
  }
  wakes_.notify_all();
}

bool Trials::is_running(std::string const& key) {
  std::lock_guard const lock(mutex_);
  auto const has = [&](auto const& all) {
    return std::ranges::any_of(all, [&](auto const& t) { return t->key == key; });
  };
  return has(waiting_) || has(running_);
}

// Those that wait are told by the thread that takes them.
void Trials::cancel(std::string const& key) {
  std::lock_guard const lock(mutex_);
  for (auto const& t : waiting_) t->is_cancelled = t->is_cancelled || t->key == key;
  for (auto const& t : running_) t->is_cancelled = t->is_cancelled || t->key == key;
}

bool Trials::is_cancelled(Trial const& trial) {
  std::lock_guard const lock(mutex_);
  return ends_ || trial.is_cancelled;
}

Ruling Trials::decide(Trial const& trial, End& end) {
  auto const& q = trial.question;
  auto const heard =
      run(judge_, written(q), std::chrono::seconds(q.seconds) + grace, [&] { return !is_cancelled(trial); });
  end = End::Decided;
  switch (heard.end) {
  case Heard::End::NotWanted: end = End::Cancelled; return {};
  case Heard::End::NotStarted:
    return {Ruling::Outcome::Unknown, "unknown", "the program cannot be started\n"};
  case Heard::End::TookTooLong: return {Ruling::Outcome::Unknown, "unknown", "it did not end in time\n"};
  case Heard::End::Ended: break;
  }
  if (auto found = read_ruling(heard.text)) return *found;
  return {Ruling::Outcome::Unknown, "unknown",
          "what decides ended without an answer; its exit status is " + std::to_string(heard.status) + "\n"};
}

void Trials::work() {
  for (;;) {
    std::shared_ptr<Trial> trial;
    {
      std::unique_lock lock(mutex_);
      wakes_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
      if (ends_) return;
      trial = waiting_.front();
      waiting_.pop_front();
      running_.push_back(trial);
    }
    auto end = End::Cancelled;
    Ruling ruling;
    if (!is_cancelled(*trial)) ruling = decide(*trial, end);
    {
      std::lock_guard const lock(mutex_);
      std::erase(running_, trial);
    }
    trial->told(end, std::move(ruling));
  }
}

} // namespace barrister::lsp
