// SPDX-License-Identifier: BSD-2-Clause
// Z3 4.8.12 behind SatSolver. QF_FD is Z3's SAT core without the portfolio of the default solver, which costs
// ten milliseconds a test. One context serves all the tests of a thread: a context of one's own
// costs more than most tests do.
#include "solver/encode/sat_solver.hpp"
#include "solver/encode/z3_library.hpp"
#include <algorithm>
#include <z3++.h>

namespace barrister::solver {
namespace {

z3::context& shared_context() {
  static thread_local z3::context context;
  return context;
}

class Z3 : public SatSolver::Backend {
public:
  explicit Z3(std::uint64_t steps) : first_steps_(steps), steps_left_(steps) {}
  void fresh() override {
    variables_.push_back(context_.bool_const(("b" + std::to_string(variables_.size())).c_str()));
  }
  void require(std::vector<Literal> const& clause) override {
    z3::expr_vector parts(context_);
    for (auto l : clause) parts.push_back(literal(l));
    solver_.add(parts.size() == 1 ? parts[0] : z3::mk_or(parts));
  }
  SatSolver::Answer solve(std::vector<Literal> const& assumptions,
                          std::optional<std::chrono::steady_clock::time_point> deadline) override;
  void limit(std::optional<std::uint64_t> steps) override { besides_ = steps; }

private:
  z3::expr literal(Literal l) const {
    auto const& v = variables_[static_cast<std::size_t>(std::abs(l)) - 1];
    return l > 0 ? v : !v;
  }
  static constexpr unsigned most_conflicts = ~0u;
  std::uint64_t first_steps_, steps_left_;
  std::optional<std::uint64_t> besides_;
  unsigned told_ = most_conflicts;
  z3::context& context_ = shared_context();
  z3::solver solver_{context_, "QF_FD"};
  std::vector<z3::expr> variables_; // variable v is variables_[v - 1]
};

// Where there is no Z3 to ask.
class NoZ3 : public SatSolver::Backend {
public:
  NoZ3() { reason = z3_problem(); }
  void fresh() override {}
  void require(std::vector<Literal> const&) override {}
  SatSolver::Answer solve(std::vector<Literal> const&,
                          std::optional<std::chrono::steady_clock::time_point>) override {
    return SatSolver::Answer::Unknown;
  }
  void limit(std::optional<std::uint64_t>) override {}
};

SatSolver::Answer Z3::solve(std::vector<Literal> const& assumptions,
                            std::optional<std::chrono::steady_clock::time_point> deadline) {
  try {
    auto const conflicts = std::min(first_steps_, besides_.value_or(SatSolver::no_end));
    if (steps_left_ == 0 || conflicts == 0) {
      reason = "too many steps";
      return SatSolver::Answer::Unknown;
    }
    --steps_left_;
    if (besides_) --*besides_;
    if (auto const most = static_cast<unsigned>(std::min<std::uint64_t>(conflicts, most_conflicts));
        most != told_)
      solver_.set("max_conflicts", told_ = most);
    if (deadline) {
      auto const left =
          std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) {
        reason = "timeout";
        return SatSolver::Answer::Unknown;
      }
      solver_.set("timeout", static_cast<unsigned>(std::min<std::int64_t>(left.count(), 1 << 30)));
    }
    z3::expr_vector assumed(context_);
    for (auto l : assumptions) assumed.push_back(literal(l));
    switch (solver_.check(assumed)) {
    case z3::unsat: return SatSolver::Answer::Unsatisfiable;
    case z3::unknown: reason = solver_.reason_unknown(); return SatSolver::Answer::Unknown;
    case z3::sat: break;
    }
    auto const found = solver_.get_model();
    model.assign(1, false);
    for (auto const& v : variables_) model.push_back(found.eval(v).is_true());
    return SatSolver::Answer::Satisfiable;
  } catch (z3::exception const& e) {
    reason = e.msg();
    return SatSolver::Answer::Unknown;
  }
}

} // namespace

std::unique_ptr<SatSolver::Backend> make_z3(std::uint64_t steps) {
  if (!z3_problem().empty()) return std::make_unique<NoZ3>();
  return std::make_unique<Z3>(steps);
}

} // namespace barrister::solver
