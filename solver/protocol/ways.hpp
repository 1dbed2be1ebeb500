// SPDX-License-Identifier: BSD-2-Clause
// What code chooses, tried one way after the other.
#pragma once
#include <vector>

namespace barrister::solver {

class Ways {
public:
  // What the next choice gives this time: below `count`.
  unsigned choose(unsigned count) {
    if (next_ == choices_.size()) choices_.push_back({0, count});
    return choices_[next_++].picked;
  }
  // From the beginning again, another way; false where all have been tried.
  bool go_on() {
    next_ = 0;
    while (!choices_.empty() && choices_.back().picked + 1 == choices_.back().count) choices_.pop_back();
    if (choices_.empty()) return false;
    ++choices_.back().picked;
    return true;
  }

private:
  struct Choice {
    unsigned picked, count;
  };
  std::vector<Choice> choices_;
  std::size_t next_ = 0;
};

} // namespace barrister::solver
