// SPDX-License-Identifier: BSD-2-Clause
// Has CaDiCaL show what a certificate has to show, and writes down how.
#pragma once
#include "proofs/certificate/obligations.hpp"
#include "solver/encode/sat_solver.hpp"

namespace barrister::cli {

class Refutation {
public:
  explicit Refutation(solver::SatSolver::How how) : sat_(how.recorded()) {}

  // The clauses that were not taken yet.
  void take(certificate::Obligations const&);
  // Whether the target follows from what was taken. A proof gets it as a target if it does.
  solver::SatSolver::Answer follows(Clause target, std::optional<std::chrono::steady_clock::time_point> deadline);
  bool value(Literal) const; // where it does not: in an assignment that shows that
  std::string const& reason() const { return sat_.reason(); }
  Derivation proof() const; // from the clauses that were taken

private:
  solver::SatSolver sat_;
  Literal last_ = 0;
  std::size_t taken_ = 0;
};

} // namespace barrister::cli
