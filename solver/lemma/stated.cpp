// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/stated.hpp"
#include <algorithm>
#include <map>

namespace barrister::solver {
namespace {

std::vector<std::size_t> axioms_of(MemoryModel const& model) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Axiom) out.push_back(i);
  return out;
}

} // namespace

StatedModel::StatedModel(SatSolver const& sat, ProtocolEncoding const& encoding, MemoryModel const& model,
                         Candidates const& candidates)
    : sat_(sat), model_(model), axioms_(encoding.program(), model, candidates), problem_(axioms_.problem()) {}

void StatedModel::complete(Concrete& concrete) {
  auto const size = concrete.graph.events.size();
  std::map<EventId, EventId> here;
  for (EventId e = 0; e < size; ++e) here[concrete.origin[e]] = e;
  concrete.modes = axioms_.plan().modes;
  concrete.chosen.assign(model_.choices.size(), Relation(size));
  for (std::size_t i = 0; i < model_.choices.size(); ++i) {
    if (concrete.modes[i] != ChoiceMode::Free) continue;
    for (auto const& [edge, l] : axioms_.choice(i)) {
      if (l == never || !(l == always || sat_.value(l))) continue;
      concrete.chosen[i].insert(here.at(edge.first), here.at(edge.second));
      concrete.edges.push_back(l);
    }
  }

  Evaluator evaluator(model_, size, Variation{}, axioms_of(model_), concrete.modes);
  evaluator.set_universe(concrete.candidate.executed);
  bool allowed = true;
  for (auto l : evaluator.levels()) {
    load_all(evaluator, concrete, l);
    evaluator.compute(l);
    for (auto i : evaluator.checks_at(l)) allowed = allowed && evaluator.passes(i);
  }
  for (auto i : evaluator.coherence_choices())
    concrete.chosen[i] = extract(concrete.candidate, evaluator.value(model_.choices[i]), evaluator.words());
  problem_ = evaluator.problem();
  if (problem_.empty() && !(allowed && evaluator.coherence_is_chosen()))
    problem_ = "internal disagreement: the evaluator rejects an execution that the constraints allow";
}

void load_all(Evaluator& evaluator, Concrete const& concrete, Level level) {
  if (level <= Level::Co) return load(evaluator, concrete.graph, concrete.candidate, level);
  auto const choice = evaluator.free_choices()[static_cast<std::size_t>(level) -
                                               static_cast<std::size_t>(level_of_free_choice(0))];
  auto const rows = evaluator.choice(choice);
  std::ranges::fill(rows, 0);
  for (auto [a, b] : concrete.chosen[choice].pairs())
    rows[a * evaluator.words() + b / 64] |= std::uint64_t{1} << (b % 64);
}

} // namespace barrister::solver
