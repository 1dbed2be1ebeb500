// SPDX-License-Identifier: BSD-2-Clause
// A world in which agents act a bounded number of times, and which has an execution that shows a claim wrong
// if one with any number of acts has (proofs/lemmas/deletion.md).
#pragma once
#include "spec/memory_model.hpp"
#include "spec/patience.hpp"
#include "spec/protocol.hpp"

namespace barrister::solver {

struct AbstractWorld {
  Protocol protocol;                  // with this claim alone
  std::size_t acts = 0, phantoms = 0; // that it has
  std::string refused;                // why there is none; or empty
};
// `rounds`: of loops of what does not act any number of times.
AbstractWorld abstract_world(Protocol const&, Claim const&, MemoryModel const&, unsigned rounds, Deadline);

} // namespace barrister::solver
