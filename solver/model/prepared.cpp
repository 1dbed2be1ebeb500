// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/prepared.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/inhabited.hpp"
#include "solver/model/shrink.hpp"

namespace barrister::solver {

OrderedModel::OrderedModel(MemoryModel shrunk, MemoryModel const& whole)
    : model(std::move(shrunk)), groups(groups_of_nodes(model)),
      steps(make_schedule(model, std::vector<bool>(model.nodes.size(), true), groups)),
      is_coherent(solver::is_coherent(whole)), is_atomic(solver::is_atomic(whole)) {
  for (auto const& check : whole.checks) says_coherence.push_back(solver::says_coherence(whole, check));
}

SharedModel PreparedModel::of(EventGraph const& graph) const {
  auto has = inhabited(whole_, graph);
  std::lock_guard const lock(mutex_);
  auto& known = known_[has];
  if (!known) known = std::make_shared<OrderedModel const>(shrink(whole_, has), whole_);
  return known;
}

} // namespace barrister::solver
