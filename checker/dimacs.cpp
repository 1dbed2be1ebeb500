// SPDX-License-Identifier: BSD-2-Clause
#include "checker/dimacs.hpp"
#include "proofs/rup/dimacs.hpp"
#include <filesystem>
#include <fstream>

namespace barrister::checker {
namespace {

// All that is added, though one claim may not need all of it; and in the end the empty clause.
std::string drat(Derivation const& proof) {
  std::string out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    if (step.kind != Derivation::Kind::Add) continue;
    for (auto l : step.clause) out += std::to_string(l) + " ";
    out += "0\n";
  }
  return out + "0\n";
}

} // namespace

bool write_dimacs(std::string const& folder, certificate::Certificate const& c, Valid const& valid) {
  auto const& targets = valid.obligations.targets();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto clauses = valid.obligations.given();
    for (auto l : targets[i]) clauses.add({-l});
    auto const name = std::filesystem::path(folder) / ("claim-" + std::to_string(i + 1));
    std::ofstream cnf(name.string() + ".cnf"), proof(name.string() + ".drat");
    cnf << "c " << certificate::to_text(c.claims[i]) << "\n" << rup::to_dimacs(clauses);
    proof << drat(c.proof);
    if (!cnf.flush() || !proof.flush()) return false;
  }
  return true;
}

} // namespace barrister::checker
