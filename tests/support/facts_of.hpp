// SPDX-License-Identifier: BSD-2-Clause
// Every fact that a lemma may speak of, and whether it is so in an execution.
#pragma once
#include "spec/execution.hpp"
#include "spec/lemma.hpp"

namespace barrister {

struct KnownFact {
  LemmaFact fact; // of the execution's events
  bool is_so;
};
std::vector<KnownFact> facts_of(Execution const&);

} // namespace barrister
