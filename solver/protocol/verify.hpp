// SPDX-License-Identifier: BSD-2-Clause
// The claims of a protocol, decided under a model.
#pragma once
#include "solver/smt.hpp"
#include "spec/memory_model.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::solver {

struct ProtocolOptions {
  unsigned unroll = 3;                  // rounds of a loop
  std::chrono::milliseconds timeout{0}; // for all claims together; 0: none
  Smt::Engine engine = Smt::Engine::Cadical;
  std::vector<std::size_t> claims{}; // indices; empty: all
};
ProtocolResult verify(Protocol const&, MemoryModel const&, ProtocolOptions const&);

} // namespace barrister::solver
