// SPDX-License-Identifier: BSD-2-Clause
// How much of a tree of choices lies behind its search, the ways of a node counting alike (Knuth 1975,
// "Estimating the efficiency of backtrack programs").
#pragma once
#include <cstddef>

namespace barrister::solver {

class Covered {
public:
  double share() const { return behind_; } // from 0 to 1

  // A node of so many ways, which are gone one after another while it lives.
  class Node {
  public:
    Node(Covered& all, std::size_t ways)
        : all_(all), from_(all.behind_), width_(all.width_),
          each_(ways == 0 ? 0 : all.width_ / static_cast<double>(ways)) {
      all_.width_ = each_;
    }
    Node(Node const&) = delete;
    Node& operator=(Node const&) = delete;
    ~Node() {
      all_.behind_ = from_ + width_;
      all_.width_ = width_;
    }
    void go(std::size_t way) { all_.behind_ = from_ + each_ * static_cast<double>(way); }

  private:
    Covered& all_;
    double from_, width_, each_;
  };

private:
  double behind_ = 0, width_ = 1;
};

} // namespace barrister::solver
