// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/stated.hpp"
#include "solver/protocol/evaluated.hpp"
#include <algorithm>
#include <map>

namespace barrister::solver {
StatedModel::StatedModel(SatSolver const& sat, ProtocolEncoding const& encoding, MemoryModel const& model,
                         Candidates const& candidates)
    : sat_(sat), ordered_(std::make_shared<OrderedModel const>(model)), model_(ordered_->model),
      axioms_(encoding.program(), model, candidates), problem_(axioms_.problem()) {}

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

  auto const evaluator = evaluated(ordered_, concrete, axioms_of(model_));
  bool const allowed =
      std::ranges::all_of(axioms_of(model_), [&](std::size_t i) { return evaluator.passes(i); });
  for (auto i : evaluator.coherence_choices())
    concrete.chosen[i] = extract(concrete.candidate, evaluator.value(model_.choices[i]), evaluator.words());
  problem_ = evaluator.problem();
  if (problem_.empty() && !(allowed && evaluator.coherence_is_chosen()))
    problem_ = "internal disagreement: the evaluator rejects an execution that the constraints allow";
}

} // namespace barrister::solver
