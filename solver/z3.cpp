// SPDX-License-Identifier: BSD-2-Clause
// Z3 4.8.12 behind Smt. QF_FD is Z3's SAT core without the portfolio of the default solver, which costs ten
// milliseconds a test (engine.md 5). One context serves all the tests of a thread: a context of one's own
// costs more than most tests do.
#include "solver/smt.hpp"
#include <algorithm>
#include <z3++.h>

namespace barrister::solver {
namespace {

z3::context& shared_context() {
  static thread_local z3::context context;
  return context;
}

} // namespace

struct Smt::Engine {
  z3::context& context = shared_context();
  z3::solver solver{context, "QF_FD"};
  std::vector<z3::expr> variables; // variable v is variables[v - 1]
  std::vector<bool> model;
  std::string reason;

  z3::expr literal(Literal l) const {
    auto const& v = variables[static_cast<std::size_t>(std::abs(l)) - 1];
    return l > 0 ? v : !v;
  }
};

Smt::Smt() : engine_(std::make_unique<Engine>()) { require({fresh()}); }
Smt::~Smt() = default;

Literal Smt::fresh() {
  auto& variables = engine_->variables;
  variables.push_back(engine_->context.bool_const(("b" + std::to_string(variables.size())).c_str()));
  return static_cast<Literal>(variables.size());
}

void Smt::require(std::vector<Literal> const& clause) {
  if (std::ranges::find(clause, always) != clause.end() && engine_->variables.size() > 1) return;
  z3::expr_vector parts(engine_->context);
  for (auto l : clause)
    if (l != never) parts.push_back(engine_->literal(l));
  engine_->solver.add(parts.size() == 1 ? parts[0] : z3::mk_or(parts));
}

Smt::Answer Smt::solve(std::vector<Literal> const& assumptions,
                       std::optional<std::chrono::steady_clock::time_point> deadline) {
  try {
    if (deadline) {
      auto const left =
          std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) {
        engine_->reason = "timeout";
        return Answer::Unknown;
      }
      engine_->solver.set("timeout", static_cast<unsigned>(std::min<std::int64_t>(left.count(), 1 << 30)));
    }
    z3::expr_vector assumed(engine_->context);
    for (auto l : assumptions) assumed.push_back(engine_->literal(l));
    switch (engine_->solver.check(assumed)) {
    case z3::unsat: return Answer::Unsatisfiable;
    case z3::unknown: engine_->reason = engine_->solver.reason_unknown(); return Answer::Unknown;
    case z3::sat: break;
    }
    auto const model = engine_->solver.get_model();
    engine_->model.clear();
    for (auto const& v : engine_->variables) engine_->model.push_back(model.eval(v).is_true());
    return Answer::Satisfiable;
  } catch (z3::exception const& e) {
    engine_->reason = e.msg();
    return Answer::Unknown;
  }
}

bool Smt::value(Literal l) const {
  return engine_->model[static_cast<std::size_t>(std::abs(l)) - 1] == (l > 0);
}
std::string const& Smt::reason() const { return engine_->reason; }

} // namespace barrister::solver
