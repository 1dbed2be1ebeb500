// SPDX-License-Identifier: BSD-2-Clause
// Claims that are being decided: each in a process of its own, a few at a time. What is not wanted any more
// is ended.
#pragma once
#include "lsp/question.hpp"
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace barrister::lsp {

class Trials {
public:
  explicit Trials(std::vector<std::string> judge);
  ~Trials(); // ends all
  enum class End : std::uint8_t { Decided, Cancelled };
  // `told` is called once, by another thread. `key` is the caller's name for it.
  void start(std::string key, Question, std::function<void(End, Ruling)> told);
  bool is_running(std::string const& key);
  void cancel(std::string const& key);

private:
  struct Trial {
    std::string key;
    Question question;
    std::function<void(End, Ruling)> told;
    bool is_cancelled = false;
  };
  void work();
  bool is_cancelled(Trial const&);
  Ruling decide(Trial const&, End&);
  std::vector<std::string> judge_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  std::deque<std::shared_ptr<Trial>> waiting_;
  std::vector<std::shared_ptr<Trial>> running_;
  bool ends_ = false;
  std::vector<std::thread> threads_;
};

} // namespace barrister::lsp
