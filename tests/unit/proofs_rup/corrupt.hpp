// SPDX-License-Identifier: BSD-2-Clause
// Proofs in which something is wrong.
#pragma once
#include "spec/derivation.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>

namespace barrister::formulas {

struct LooseStep {
  Derivation::Kind kind;
  std::vector<Literal> clause;
  std::vector<ClauseNumber> numbers;
};

inline std::vector<LooseStep> loose(Derivation const& proof) {
  std::vector<LooseStep> out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    out.push_back(
        {step.kind, {step.clause.begin(), step.clause.end()}, {step.numbers.begin(), step.numbers.end()}});
  }
  return out;
}
inline Derivation together(ClauseNumber given, std::vector<LooseStep> const& steps) {
  Derivation out(given);
  for (auto const& step : steps) out.append({step.kind, step.clause, step.numbers});
  return out;
}

template <class T> void shuffle(Chance& chance, std::vector<T>& all) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[chance.below(i)]);
}

// One thing is different, of a step that is drawn. There may be nothing to change in it.
inline Derivation corrupted(Chance& chance, Derivation const& proof, Literal variables) {
  auto steps = loose(proof);
  if (steps.empty()) return proof;
  auto const at = [&](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  auto const i = chance.below(steps.size());
  auto& [kind, clause, numbers] = steps[i];
  auto const number = [&] { return static_cast<ClauseNumber>(chance.below(proof.last() + std::size_t{2})); };
  auto const variable = [&] {
    return static_cast<Literal>(chance.below(static_cast<std::size_t>(variables))) + 1;
  };
  switch (chance.below(11)) {
  case 0:
    if (!clause.empty()) clause[chance.below(clause.size())] *= -1;
    break;
  case 1:
    if (!clause.empty()) clause.erase(clause.begin() + at(chance.below(clause.size())));
    break;
  case 2: clause.push_back(chance.once_in(2) ? variable() : -variable()); break;
  case 3:
    if (!clause.empty()) clause[chance.below(clause.size())] = variable();
    break;
  case 4: steps.erase(steps.begin() + at(i)); break;
  case 5: std::swap(steps[i], steps[chance.below(steps.size())]); break;
  case 6: shuffle(chance, numbers); break;
  case 7:
    if (!numbers.empty()) numbers.erase(numbers.begin() + at(chance.below(numbers.size())));
    break;
  case 8:
    if (!numbers.empty()) numbers[chance.below(numbers.size())] = number();
    break;
  case 9: numbers.clear(); break;
  case 10: steps.insert(steps.begin() + at(i), {Derivation::Kind::Delete, {}, {number()}}); break;
  }
  return together(proof.given(), steps);
}

} // namespace barrister::formulas
