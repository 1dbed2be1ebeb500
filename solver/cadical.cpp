// SPDX-License-Identifier: BSD-2-Clause
// CaDiCaL 1.5.3 behind Smt. The values of a model are read at once: they are gone when a clause is added.
#include "solver/smt.hpp"
#include <cadical.hpp>

namespace barrister::solver {
namespace {

// Asked by the solver at points that its input alone determines: so they are counted, too.
class Patience : public CaDiCaL::Terminator {
public:
  explicit Patience(std::uint64_t steps) : steps_left(steps) {}
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::uint64_t steps_left;
  bool terminate() override {
    if (steps_left == 0) return true;
    --steps_left;
    return deadline && std::chrono::steady_clock::now() > *deadline;
  }
};

class Cadical : public Smt::Backend {
public:
  explicit Cadical(std::uint64_t steps) : patience_(steps) {
    solver_.set("quiet", 1);
    solver_.connect_terminator(&patience_);
  }
  ~Cadical() override { solver_.disconnect_terminator(); }
  void fresh() override { ++last_; }
  void require(std::vector<Literal> const& clause) override {
    for (auto l : clause) solver_.add(l);
    solver_.add(0);
  }
  Smt::Answer solve(std::vector<Literal> const& assumptions,
                    std::optional<std::chrono::steady_clock::time_point> deadline) override {
    patience_.deadline = deadline;
    if (patience_.terminate()) return unknown();
    for (auto l : assumptions) solver_.assume(l);
    switch (solver_.solve()) {
    case 20: return Smt::Answer::Unsatisfiable;
    case 10: break;
    default: return unknown();
    }
    model.assign(static_cast<std::size_t>(last_) + 1, false);
    for (int v = 1; v <= last_; ++v) model[static_cast<std::size_t>(v)] = solver_.val(v) > 0;
    return Smt::Answer::Satisfiable;
  }

private:
  Smt::Answer unknown() {
    reason = patience_.steps_left == 0 ? "too many steps" : "timeout";
    return Smt::Answer::Unknown;
  }

  Patience patience_;
  CaDiCaL::Solver solver_;
  int last_ = 0;
};

} // namespace

std::unique_ptr<Smt::Backend> make_cadical(std::uint64_t steps) { return std::make_unique<Cadical>(steps); }

} // namespace barrister::solver
