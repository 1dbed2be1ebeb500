// SPDX-License-Identifier: BSD-2-Clause
#include "solver/smt.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::solver {

Smt::Smt(How how) : backend_(how.engine == Engine::Z3 ? make_z3(how.steps) : make_cadical(how)) {
  require({fresh()});
}
Smt::~Smt() = default;

Literal Smt::fresh() {
  backend_->fresh();
  return ++last_;
}
void Smt::require(std::vector<Literal> const& clause) {
  if (std::ranges::find(clause, always) != clause.end() && last_ > 1) return;
  auto without = clause;
  std::erase(without, never);
  backend_->require(without);
}
Smt::Answer Smt::solve(std::vector<Literal> const& assumptions,
                       std::optional<std::chrono::steady_clock::time_point> deadline) {
  return backend_->solve(assumptions, deadline);
}
bool Smt::value(Literal l) const {
  auto const v = static_cast<std::size_t>(std::abs(l));
  return (v < backend_->model.size() && backend_->model[v]) == (l > 0);
}
bool Smt::has_value(Literal l) const {
  return static_cast<std::size_t>(std::abs(l)) < backend_->model.size();
}
std::optional<Smt::Record> Smt::recorded() const { return backend_->recorded(); }
std::string const& Smt::reason() const { return backend_->reason; }

} // namespace barrister::solver
