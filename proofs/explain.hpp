// SPDX-License-Identifier: BSD-2-Clause
// Says why an execution is forbidden: the first axiom it breaks, and the cycle or edge that breaks it, taken
// apart into the relations the axiom is made of.
#pragma once
#include "proofs/evaluate.hpp"

namespace barrister::proofs {

struct Link {
  EventId from = 0, to = 0;
  std::string relation; // a name a reader of the model knows: "rfe", "co", "fr", "po-rel", "strong-fence", …
};

struct Explanation {
  std::size_t check = 0;   // index into MemoryModel::checks
  std::vector<Link> steps; // from each link's `to` starts the next; a cycle closes. Of `empty r & s`, neither
                           // inverted: one path
};
bool is_cycle(std::vector<Link> const&);
// Nothing when the execution is consistent.
std::optional<Explanation> explain(MemoryModel const&, Execution const&);

} // namespace barrister::proofs
