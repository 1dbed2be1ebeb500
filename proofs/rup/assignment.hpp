// SPDX-License-Identifier: BSD-2-Clause
// Which literals are true and which are false, in the order in which that was found.
#pragma once
#include "spec/derivation.hpp"
#include <cstdlib>

namespace barrister::rup {

// Of a literal in range: 2 and 3 are variable 1.
inline std::size_t index(Literal l) { return 2 * static_cast<std::size_t>(std::abs(l)) + (l < 0); }

class Assignment {
public:
  explicit Assignment(Literal last_variable) : true_(2 * static_cast<std::size_t>(last_variable) + 2) {}

  bool is_true(Literal l) const { return true_[index(l)] != 0; }
  bool is_false(Literal l) const { return true_[index(-l)] != 0; }
  void set(Literal l) { // which is neither
    true_[index(l)] = 1;
    trail_.push_back(l);
  }
  // Forgets all but the first `size`.
  void shrink(std::size_t size) {
    for (auto i = size; i < trail_.size(); ++i) true_[index(trail_[i])] = 0;
    trail_.resize(size);
  }
  std::vector<Literal> const& trail() const { return trail_; }

private:
  std::vector<char> true_; // by index
  std::vector<Literal> trail_;
};

} // namespace barrister::rup
