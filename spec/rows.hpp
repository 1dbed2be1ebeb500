// SPDX-License-Identifier: BSD-2-Clause
// Sequences of numbers, one behind the other in memory: for millions of short ones.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

namespace barrister {

template <class T> class Rows {
public:
  // Of another place than these rows themselves, which move.
  void add(std::span<T const> row) {
    entries_.insert(entries_.end(), row.begin(), row.end());
    ends_.push_back(entries_.size());
  }
  void add(std::initializer_list<T> row) { add(std::span<T const>(row.begin(), row.size())); }

  std::size_t size() const { return ends_.size(); }
  std::span<T const> operator[](std::size_t row) const {
    auto const start = row == 0 ? 0 : ends_[row - 1];
    return {entries_.data() + start, ends_[row] - start};
  }
  friend bool operator==(Rows const&, Rows const&) = default;

private:
  std::vector<T> entries_;
  std::vector<std::size_t> ends_;
};

} // namespace barrister
