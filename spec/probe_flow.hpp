// SPDX-License-Identifier: BSD-2-Clause
// How statements of a probe follow one another, whatever is known of values: on one state, or on many at once.
#pragma once
#include "spec/probe.hpp"
#include <algorithm>

namespace barrister {

// The Walker has `std::optional<bool> decide(Expression const&)`, nothing where the condition has no value, and a
// step() of each other statement that a probe may have. Whatever runs returns whether to go on with the next
// statement; if not, and nothing is being left, there is no value.
template <class Walker> class ProbeFlow {
protected:
  bool block(Block const& statements) {
    return std::ranges::all_of(statements, [this](Statement const& s) {
      return std::visit([this](auto const& n) { return walker().step(n); }, s.node);
    });
  }
  bool step(If const& s) {
    auto const condition = walker().decide(*s.condition);
    return condition && block(*condition ? s.then : s.otherwise);
  }
  bool step(Loop const& s) {
    for (unsigned round = 0; round <= most_rounds_of_probe; ++round) {
      if (!block(s.test)) return false;
      auto const condition = walker().decide(*s.condition);
      if (!condition) return false;
      if (!*condition) return true;
      if (!block(s.body)) return false;
    }
    return false;
  }
  bool step(Labelled const& s) {
    if (block(s.body)) return true;
    if (!leaving_) return false;
    if (*leaving_ == 0)
      leaving_.reset();
    else
      --*leaving_;
    return !leaving_;
  }
  bool step(Leave const& s) {
    leaving_ = s.levels;
    return false;
  }
  template <class Other> bool step(Other const&) { return false; }

private:
  Walker& walker() { return static_cast<Walker&>(*this); }
  std::optional<unsigned> leaving_; // how many Labelled further out
};

} // namespace barrister
