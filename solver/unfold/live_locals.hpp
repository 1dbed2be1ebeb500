// SPDX-License-Identifier: BSD-2-Clause
// Which locals matter from some point of a thread on: those that some way from there reads before it assigns
// them, or that are asked for in the end.
#pragma once
#include "spec/program.hpp"
#include <map>
#include <set>

namespace barrister::solver {

using Locals = std::set<LocalId>;

// By loop: where its condition has just held, and its body is next.
std::map<Loop const*, Locals> live_in_rounds(Block const& code, Locals const& asked);

} // namespace barrister::solver
