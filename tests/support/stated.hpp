// SPDX-License-Identifier: BSD-2-Clause
// Whether there is what a stated question asks for: CaDiCaL alone says so.
#pragma once
#include "solver/encode/sat_solver.hpp"
#include "spec/stated_question.hpp"

namespace barrister {

inline bool is_satisfiable(StatedQuestion const& question) {
  solver::SatSolver sat(solver::SatSolver::Kind::Cadical);
  for (std::size_t v = 1; v < question.variables.size(); ++v) sat.fresh(); // the first is there
  for (std::size_t i = 0; i < question.clauses.size(); ++i)
    sat.require({question.clauses[i].begin(), question.clauses[i].end()});
  return sat.solve({question.asked}, std::nullopt) == solver::SatSolver::Answer::Satisfiable;
}

} // namespace barrister
