// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/sat_solver.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::solver {

SatSolver::SatSolver(How how) : backend_(how.kind == Kind::Z3 ? make_z3(how.steps) : make_cadical(how)) {
  require({fresh()});
}
SatSolver::~SatSolver() = default;

Literal SatSolver::fresh() {
  backend_->fresh();
  return ++last_;
}
void SatSolver::require(std::vector<Literal> const& clause) {
  if (std::ranges::find(clause, always) != clause.end() && last_ > 1) return;
  auto without = clause;
  std::erase(without, never);
  backend_->require(without);
}
SatSolver::Answer SatSolver::solve(std::vector<Literal> const& assumptions,
                                   std::optional<std::chrono::steady_clock::time_point> deadline) {
  return backend_->solve(assumptions, deadline);
}
void SatSolver::limit(std::optional<std::uint64_t> steps) { backend_->limit(steps); }
bool SatSolver::value(Literal l) const {
  auto const v = static_cast<std::size_t>(std::abs(l));
  return (v < backend_->model.size() && backend_->model[v]) == (l > 0);
}
bool SatSolver::has_value(Literal l) const {
  return static_cast<std::size_t>(std::abs(l)) < backend_->model.size();
}
std::optional<SatSolver::Record> SatSolver::recorded() const { return backend_->recorded(); }
std::string const& SatSolver::reason() const { return backend_->reason; }

} // namespace barrister::solver
