// SPDX-License-Identifier: BSD-2-Clause
// The locals that decide on how often a loop goes round, and whether a run comes to it: what is in its
// condition, in those of other loops and of what is around it, and in those that may leave a block; and what
// these are computed from.
#pragma once
#include "spec/program.hpp"
#include <set>

namespace barrister::solver {

std::set<LocalId> deciding_locals(Block const& body, Loop const&);

} // namespace barrister::solver
