// SPDX-License-Identifier: BSD-2-Clause
// An interrupt begins after it is raised, and what raising it depends on is known before (semantics 2.9). Few
// executions that are found break that, so those that do are excluded as they are found.
#pragma once
#include "solver/lemma/brackets.hpp"
#include "solver/protocol/concrete.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

class Causality {
public:
  Causality(Gates&, ProtocolEncoding const&, MemoryModel const&);

  // Each shortest circle of this execution is required not to be. How many there are.
  std::size_t learn(Concrete const&);

private:
  Gates& gates_;
  ProtocolEncoding const& encoding_;
  Brackets brackets_;
  bool is_sequential_;
  std::vector<RunId> handlers_; // that are raised, and have a step to begin with
};

} // namespace barrister::solver
