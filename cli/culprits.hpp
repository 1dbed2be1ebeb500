// SPDX-License-Identifier: BSD-2-Clause
// Which few events of an execution break an axiom: those of a shortest cycle, or of a pair, and of all that
// these are made of. A guess, and no proof: what facts of these events come to is for others to say.
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"
#include <set>

namespace barrister::cli {

struct Culprits {
  std::size_t check; // index into MemoryModel::checks
  std::set<EventId> events;
  friend auto operator<=>(Culprits const&, Culprits const&) = default;
};
std::set<Culprits> culprits(MemoryModel const&, Execution const&);

} // namespace barrister::cli
