// SPDX-License-Identifier: BSD-2-Clause
// What the choices of a model come to on one event graph, as far as bounds tell.
#pragma once
#include "solver/model/bounds.hpp"
#include "solver/model/choice_mode.hpp"
#include <string>

namespace barrister::solver {

struct ChoicePlan {
  std::vector<ChoiceMode> modes; // by MemoryModel::choices
  // Why executions cannot be counted as the model means them, or empty: coherence must be chosen whole, and
  // once.
  std::string problem;
};

// `bounds`: of the choices and their operands, at least.
ChoicePlan plan_choices(MemoryModel const&, std::vector<Bounds> const&, Candidates const&);

// The model as it is where none of its choices has anything to choose: without them. Nothing where some has.
struct WithoutChoices {
  MemoryModel model;
  std::vector<ChoiceMode> modes; // of the choices that there were
};
std::optional<WithoutChoices> without_choices(MemoryModel const&, EventGraph const&);
// What these choices come to in an execution.
void add_choices(Execution&, std::vector<ChoiceMode> const&);

} // namespace barrister::solver
