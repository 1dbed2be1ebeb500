// SPDX-License-Identifier: BSD-2-Clause
// All states that satisfy a constraint, in boxes that have none in common.
#pragma once
#include "frontend/protocol/unknowns.hpp"
#include <set>

namespace barrister::frontend::protocol {

using Known = std::map<UnknownId, Possible>; // what is not in it may be all that its type has

struct Satisfying {
  std::vector<Known> boxes;
  std::set<UnknownId> spoken_of; // what the probe looks at in some state that satisfies it
  bool is_whole = true;          // else there may be more of both
};
Satisfying satisfying(Probe const&, Unknowns&);

// The parts of a box, in which all that the start speaks of has its values, where each invariant holds; the
// rest is as declared.
struct Kept {
  std::vector<Known> boxes;
  std::optional<std::size_t> broken; // an invariant that some state of the box does not keep
  bool is_whole = true;
};
Kept keeping(std::vector<Probe const*> const& invariants, Known const&, Unknowns&);

} // namespace barrister::frontend::protocol
