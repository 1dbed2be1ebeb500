// SPDX-License-Identifier: BSD-2-Clause
// From an answer to a certificate of it: of each claim for which there are no executions, and that the
// checker accepts.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include "solver/encode/sat_solver.hpp"
#include "solver/verify.hpp"
#include "spec/protocol.hpp"

namespace barrister::cli {

struct Certified {
  std::optional<certificate::Certificate> certificate{}; // that was checked
  std::vector<std::string> missing{}; // "not certified: never satisfied: …", for each other claim
  double checking = 0;                // seconds
};

// `files` has the test's and the model's, and no claims.
Certified certify(certificate::Certificate files, LitmusTest const&, MemoryModel const&,
                  solver::Options const&, LitmusResult const&);

// Answers leave out rounds of loops that change nothing; the checker counts them.
constexpr char const* not_certified_of_longer_runs =
    "not certified: no loop goes on: longer runs only wait, which the checker does not know";

struct CertifyOptions {
  unsigned unroll = 2;
  std::uint64_t steps = solver::SatSolver::no_end;
  std::chrono::milliseconds timeout{0}; // 0: none
  certificate::Assumptions assumed{};
};
Certified certify(certificate::Certificate files, Protocol const&, MemoryModel const&, CertifyOptions const&,
                  std::vector<certificate::Claim> const&);

} // namespace barrister::cli
