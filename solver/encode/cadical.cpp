// SPDX-License-Identifier: BSD-2-Clause
// CaDiCaL 1.5.3 behind SatSolver. The values of a model are read at once: they are gone when a clause is
// added.
#include "solver/encode/proof_trace.hpp"
#include "solver/encode/sat_solver.hpp"
#include "spec/patience.hpp"
#include <cadical.hpp>
#include <cstdlib>

namespace barrister::solver {
namespace {

// Asked by the solver at points that its input alone determines: so they are counted, too.
class Patience : public CaDiCaL::Terminator {
public:
  explicit Patience(std::uint64_t steps) : steps_left(steps) {}
  Deadline deadline;
  std::uint64_t steps_left;
  std::optional<std::uint64_t> besides; // of these, too
  std::string_view why;
  bool is_over() const { return steps_left == 0 || besides == 0; }
  bool terminate() override {
    if (is_over()) return true;
    --steps_left;
    if (besides) --*besides;
    return !(why = why_give_up(deadline)).empty();
  }
};

// Variables that it has eliminated or replaced, and may bring back.
class PutBy : public CaDiCaL::WitnessIterator {
public:
  std::vector<bool> variables;
  bool witness(std::vector<int> const&, std::vector<int> const& literals) override {
    for (auto l : literals) {
      auto const variable = static_cast<std::size_t>(std::abs(l));
      if (variable >= variables.size()) variables.resize(variable + 1);
      variables[variable] = true;
    }
    return true;
  }
};

// What it writes of its proof, in memory, and taken from there after each question.
//
// CaDiCaL 1.5.3 adds no clause that is not RUP, as its own checker demands, not where it eliminates variables
// either: so nothing is turned off. But it deletes the clauses of such variables, and brings them back
// without writing that (its src/restore.cpp).
class Recording {
public:
  explicit Recording(CaDiCaL::Solver& solver) : solver_(solver), file_(open_memstream(&bytes_, &size_)) {
    solver_.set("binary", 1);
    solver_.trace_proof(file_, "proof");
  }
  ~Recording() {
    solver_.close_proof_trace();
    std::fclose(file_);
    std::free(bytes_);
  }
  Recording(Recording const&) = delete;
  Recording& operator=(Recording const&) = delete;

  void refuted(std::vector<Literal> const& assumptions) {
    std::vector<Literal> clause;
    for (auto l : assumptions) {
      if (solver_.failed(l)) clause.push_back(-l);
    }
    update();
    trace.target(clause);
  }
  void update() {
    solver_.flush_proof_trace();
    PutBy put_by;
    solver_.traverse_witnesses_forward(put_by);
    trace.read({reinterpret_cast<std::uint8_t const*>(bytes_), size_}, put_by.variables);
    std::rewind(file_);
  }
  ProofTrace trace;

private:
  CaDiCaL::Solver& solver_;
  char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::FILE* file_;
};

class Cadical : public SatSolver::Backend {
public:
  explicit Cadical(SatSolver::How const& how) : patience_(how.steps) {
    solver_.set("quiet", 1);
    if (how.is_recorded) recording_.emplace(solver_);
    solver_.connect_terminator(&patience_);
  }
  ~Cadical() override { solver_.disconnect_terminator(); }
  void fresh() override { ++last_; }
  void require(std::vector<Literal> const& clause) override {
    for (auto l : clause) solver_.add(l);
    solver_.add(0);
    if (recording_) recording_->trace.given(clause);
  }
  SatSolver::Answer solve(std::vector<Literal> const& assumptions, Deadline deadline) override {
    patience_.deadline = deadline;
    if (patience_.terminate()) return unknown();
    for (auto l : assumptions) solver_.assume(l);
    auto const answer = solver_.solve();
    if (recording_ && answer == 20)
      recording_->refuted(assumptions);
    else if (recording_)
      recording_->update();
    if (answer == 20) return SatSolver::Answer::Unsatisfiable;
    if (answer != 10) return unknown();
    model.assign(static_cast<std::size_t>(last_) + 1, false);
    for (int v = 1; v <= last_; ++v) model[static_cast<std::size_t>(v)] = solver_.val(v) > 0;
    return SatSolver::Answer::Satisfiable;
  }
  void limit(std::optional<std::uint64_t> steps) override { patience_.besides = steps; }
  std::optional<SatSolver::Record> recorded() const override {
    if (!recording_) return std::nullopt;
    return SatSolver::Record{recording_->trace.clauses(), recording_->trace.derivation()};
  }

private:
  SatSolver::Answer unknown() {
    reason = patience_.is_over() ? "too many steps" : patience_.why;
    return SatSolver::Answer::Unknown;
  }

  Patience patience_;
  CaDiCaL::Solver solver_;
  std::optional<Recording> recording_;
  int last_ = 0;
};

} // namespace

std::unique_ptr<SatSolver::Backend> make_cadical(SatSolver::How const& how) {
  return std::make_unique<Cadical>(how);
}

} // namespace barrister::solver
