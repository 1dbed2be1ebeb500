// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/races.hpp"
#include "proofs/evaluate.hpp"

namespace barrister::proofs {

std::vector<Race> races(MemoryModel const& model, Execution const& x) {
  std::vector<Race> out;
  auto const evaluation = evaluate(model, x);
  if (!evaluation.unsettled.empty()) return out;
  Relation all(x.events.size());
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (is_of_races(model.checks[i]) && evaluation.holds[i])
      if (auto const* pairs = std::get_if<Relation>(&evaluation.nodes[model.checks[i].node])) all |= *pairs;
  for (auto const& [first, second] : all.pairs()) out.push_back({first, second});
  return out;
}

} // namespace barrister::proofs
