// SPDX-License-Identifier: BSD-2-Clause
// The engine against the states of a protocol, one step after the other.
#pragma once
#include "solver/protocol/verify.hpp"
#include "proofs/sc/explore.hpp"

namespace barrister {

struct Agreement {
  std::string difference;     // empty when there is none
  bool is_compared = false;   // false: too large
  bool has_fault = false;     // then nothing is said of the claims
  std::size_t within = 0;     // claims that the engine says hold within the bound alone
  std::size_t vacuous = 0;
  std::size_t kept_going = 0; // claims violated by a lasso whose cycle has acts
};
// `sc`: sequential consistency, grace periods included.
Agreement compare(Protocol const&, MemoryModel const& sc, unsigned unroll);

} // namespace barrister
