// SPDX-License-Identifier: BSD-2-Clause
// What is left of an act that is taken out of an execution: one write that somebody reads.
#pragma once
#include "solver/deletion/effects.hpp"

namespace barrister::solver {

// An act that writes this once, any of these values, on any of these CPUs.
void add_phantom(Protocol&, Shared const& what, std::vector<Written> const&, std::vector<CpuId> cpus);

// The CPUs that the declared acts of these agents may be on, without spare ones; and whether there are spare
// ones.
struct Placement {
  std::vector<CpuId> declared; // ascending
  bool may_be_spare = false;
};
Placement placement_of(Protocol const&, Agents const&);

} // namespace barrister::solver
