// SPDX-License-Identifier: BSD-2-Clause
// CaDiCaL 1.5.3 behind Smt. The values of a model are read at once: they are gone when a clause is added.
#include "solver/smt.hpp"
#include <cadical.hpp>

namespace barrister::solver {
namespace {

class Deadline : public CaDiCaL::Terminator {
public:
  std::optional<std::chrono::steady_clock::time_point> at;
  bool terminate() override { return at && std::chrono::steady_clock::now() > *at; }
};

class Cadical : public Smt::Backend {
public:
  Cadical() {
    solver_.set("quiet", 1);
    solver_.connect_terminator(&deadline_);
  }
  ~Cadical() override { solver_.disconnect_terminator(); }
  void fresh() override { ++last_; }
  void require(std::vector<Literal> const& clause) override {
    for (auto l : clause) solver_.add(l);
    solver_.add(0);
  }
  Smt::Answer solve(std::vector<Literal> const& assumptions,
                    std::optional<std::chrono::steady_clock::time_point> deadline) override {
    deadline_.at = deadline;
    for (auto l : assumptions) solver_.assume(l);
    switch (solver_.solve()) {
    case 20: return Smt::Answer::Unsatisfiable;
    case 10: break;
    default: reason = "timeout"; return Smt::Answer::Unknown;
    }
    model.assign(static_cast<std::size_t>(last_) + 1, false);
    for (int v = 1; v <= last_; ++v) model[static_cast<std::size_t>(v)] = solver_.val(v) > 0;
    return Smt::Answer::Satisfiable;
  }

private:
  Deadline deadline_;
  CaDiCaL::Solver solver_;
  int last_ = 0;
};

} // namespace

std::unique_ptr<Smt::Backend> make_cadical() { return std::make_unique<Cadical>(); }

} // namespace barrister::solver
