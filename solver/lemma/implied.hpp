// SPDX-License-Identifier: BSD-2-Clause
// Facts that others among them imply need not be named: what is learned of the rest is more general.
#pragma once
#include "solver/encode/gates.hpp"
#include <set>

namespace barrister::solver {

class Implied {
public:
  explicit Implied(Gates const& gates) : gates_(gates) {}
  // Some of these literals, that together imply the others.
  std::vector<Literal> without(std::set<Literal> const&);

private:
  std::vector<Literal> const& closure(Literal); // itself among them
  void count(std::vector<Literal> const& closure, int by);
  bool holds(Literal) const;

  Gates const& gates_;
  std::unordered_map<Literal, std::vector<Literal>> closures_;
  std::vector<int>
      times_; // by literal: how many of those that are left imply it; between two questions, none
};

} // namespace barrister::solver
