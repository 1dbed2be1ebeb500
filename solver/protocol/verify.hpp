// SPDX-License-Identifier: BSD-2-Clause
// The claims of a protocol, decided under a model.
#pragma once
#include "solver/encode/sat_solver.hpp"
#include "solver/lemma/accepts_lemma.hpp"
#include "solver/lemma/store.hpp"
#include "solver/protocol/known_execution.hpp"
#include "spec/memory_model.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::solver {

// Flags of the model that are not of races.
// OnceNothingIsTried: what is open for a loop that feeds back is not asked again, either.
enum class LooksForMisuse : std::uint8_t { Never, OnceAllIsDecided, OnceNothingIsTried, Always };

struct ProtocolOptions {
  unsigned unroll = 3;                     // rounds of a loop
  std::chrono::milliseconds timeout{0};    // for all claims together; 0: none
  std::uint64_t steps = SatSolver::no_end; // of the solver, for all claims together
  SatSolver::Kind engine = SatSolver::Kind::Cadical;
  std::vector<std::size_t> claims{}; // indices; empty: all
  // Known of before: no execution in which loops go round so often has a fault, or shows one of the claims.
  unsigned ruled_out = 0;
  // Of the solver, for what shows a claim: so many may go into making it smaller. Of covers that are reached,
  // too.
  std::uint64_t smaller = 0, smaller_covers = 0;
  LooksForMisuse misuse = LooksForMisuse::Always;
  // What no execution reaches of the code in this file is looked for; empty: of none.
  std::string of_file{};
  AcceptsLemma accepts{};
  // Looked for where something is found to hold; the model allows them.
  std::optional<KnownExecutions> known{};
};
// More rounds may say more.
bool is_open(ClaimVerdict const&);
// What is learned of the model is taken from the store, and added to it.
ProtocolResult verify(Protocol const&, MemoryModel const&, ProtocolOptions const&, LemmaStore&);
ProtocolResult verify(Protocol const&, MemoryModel const&, ProtocolOptions const&);

} // namespace barrister::solver
