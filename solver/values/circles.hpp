// SPDX-License-Identifier: BSD-2-Clause
// Values that may justify themselves: out of thin air.
//
// A read has its value from a write, the write from the reads that its value, and where it is, are computed
// from. A circle of these is solved by any values that fit, constants of the program or not.
#pragma once
#include "solver/values/domains.hpp"

namespace barrister::solver {

// Reads that are in some circle, as far as is known of where accesses are; ascending. `coherent`: no circle is
// one of po-loc | rf.
std::vector<EventId> reads_in_circles(EventGraph const&, Domains const&, bool coherent);

// Domains in which these may have any value, and so may those that are in a circle because of that: where
// accesses are may itself be out of thin air.
Domains domains_with_any(EventGraph const&, std::vector<EventId> reads, bool coherent);

// Of values computed from constants; and which terms may be thin_air, because a read in some circle is behind
// them.
Domains domains_with_thin_air(EventGraph const&, bool coherent);

} // namespace barrister::solver
