// SPDX-License-Identifier: BSD-2-Clause
// What of a model is computed of each candidate.
#pragma once
#include "solver/model/choices.hpp"
#include "solver/values/candidates.hpp"

namespace barrister::solver {

// Which candidates to take: those the model allows, those it would if it had no axioms but coherence and
// atomicity (where it has these), or all.
enum class Take : std::uint8_t { Consistent, Coherent, All };

struct Plan {
  std::vector<bool> empty;         // by node: in every candidate
  std::vector<std::size_t> checks; // that can matter
  ChoicePlan choices;
};
// `graph` is what bounds are of.
Plan make_plan(OrderedModel const&, EventGraph const& graph, Candidates const&, Take);
Plan plan_of_nothing(OrderedModel const&); // where no candidate will be made

} // namespace barrister::solver
