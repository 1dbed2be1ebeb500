// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/evaluated.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

void load_choices(Evaluator& evaluator, Concrete const& concrete, Level level) {
  auto const choice = evaluator.free_choices()[static_cast<std::size_t>(level) -
                                               static_cast<std::size_t>(level_of_free_choice(0))];
  auto const rows = evaluator.choice(choice);
  std::ranges::fill(rows, 0);
  for (auto [a, b] : concrete.chosen[choice].pairs())
    rows[a * evaluator.words() + b / 64] |= std::uint64_t{1} << (b % 64);
}

} // namespace

Evaluator evaluated(SharedModel const& model, Concrete const& concrete,
                    std::vector<std::size_t> const& checks) {
  Evaluator evaluator(model, concrete.graph.events.size(), Variation{}, checks, concrete.modes);
  evaluator.set_universe(concrete.candidate.executed);
  for (auto level : evaluator.levels()) {
    if (level <= Level::Co)
      load(evaluator, concrete.graph, concrete.candidate, level);
    else
      load_choices(evaluator, concrete, level);
    evaluator.compute(level);
  }
  return evaluator;
}

std::vector<std::size_t> axioms_of(MemoryModel const& model) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Axiom) out.push_back(i);
  return out;
}

} // namespace barrister::solver
