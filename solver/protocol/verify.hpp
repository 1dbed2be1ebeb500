// SPDX-License-Identifier: BSD-2-Clause
// The claims of a protocol, decided under a model.
#pragma once
#include "solver/protocol/experience.hpp"
#include "solver/protocol/known_execution.hpp"
#include "solver/smt.hpp"
#include "spec/memory_model.hpp"
#include "spec/protocol_verdict.hpp"
#include <functional>

namespace barrister::solver {

struct ProtocolOptions {
  unsigned unroll = 3;                  // rounds of a loop
  std::chrono::milliseconds timeout{0}; // for all claims together; 0: none
  Smt::Engine engine = Smt::Engine::Cadical;
  std::vector<std::size_t> claims{}; // indices; empty: all
  // Known of before: no execution in which loops go round so often has a fault, or shows one of the claims.
  unsigned ruled_out = 0;
  // Derives what was learned of the model again; what it does not accept is not used, and the answer is that
  // there is none. Without it, what is learned is believed.
  std::function<bool(MemoryModel const&, Lemma const&)> accepts{};
  // Looked for where something is found to hold; the model allows them.
  std::optional<KnownExecutions> known{};
};
// What is learned of the model is taken from the experience, and added to it.
ProtocolResult verify(Protocol const&, MemoryModel const&, ProtocolOptions const&, Experience&);
ProtocolResult verify(Protocol const&, MemoryModel const&, ProtocolOptions const&);

} // namespace barrister::solver
