// SPDX-License-Identifier: BSD-2-Clause
// That edges, each of which is there or not, make no cycle.
#pragma once
#include "solver/encode/gates.hpp"
#include "spec/relation.hpp"

namespace barrister::solver {

struct EdgeIf {
  EventId from, to;
  Literal there;
};
void require_acyclic(Gates&, std::vector<EdgeIf> const&);
// No cycle through any of these: there may be others.
void require_acyclic_through(Gates&, std::vector<EventId> const&, std::vector<EdgeIf> const&);

} // namespace barrister::solver
