// SPDX-License-Identifier: BSD-2-Clause
#include "cli/refute.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// The engine's first variable is true, and its first clause says so: all others are one further on.
Literal there(Literal l) { return l > 0 ? l + 1 : l - 1; }
Literal here(Literal l) { return l > 0 ? l - 1 : l + 1; }

} // namespace

void Refutation::take(certificate::Obligations const& obligations) {
  for (; last_ < obligations.last_variable(); ++last_) sat_.fresh();
  auto const& all = obligations.given();
  for (std::vector<Literal> clause; taken_ < all.size(); ++taken_) {
    clause.clear();
    for (auto l : all[taken_]) clause.push_back(there(l));
    sat_.require(clause);
  }
}

solver::SatSolver::Answer Refutation::follows(Clause target,
                                        std::optional<std::chrono::steady_clock::time_point> deadline) {
  std::vector<Literal> assumptions;
  for (auto l : target) assumptions.push_back(there(-l));
  return sat_.solve(assumptions, deadline);
}

bool Refutation::value(Literal l) const { return sat_.value(there(l)); }

Derivation Refutation::proof() const {
  auto const record = sat_.recorded();
  Derivation out(static_cast<ClauseNumber>(taken_));
  if (!record) return out;
  std::vector<Literal> clause;
  std::vector<ClauseNumber> numbers;
  for (std::size_t i = 0; i < record->derivation.size(); ++i) {
    auto const step = record->derivation[i];
    clause.clear();
    for (auto l : step.clause) clause.push_back(here(l));
    numbers.clear();
    for (auto number : step.numbers)
      if (number > 1) numbers.push_back(number - 1);
    if (step.kind != Derivation::Kind::Delete || !numbers.empty()) out.append({step.kind, clause, numbers});
  }
  return out;
}

} // namespace barrister::cli
