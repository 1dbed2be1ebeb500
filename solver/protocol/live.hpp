// SPDX-License-Identifier: BSD-2-Clause
// Which locals a round of a loop may read before it has assigned them: those that carry something from one
// round to the next.
#pragma once
#include "spec/program.hpp"
#include <set>
#include <utility>

namespace barrister::solver {

std::set<LocalId> live_at_round(Loop const&);

} // namespace barrister::solver
