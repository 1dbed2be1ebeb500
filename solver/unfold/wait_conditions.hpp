// SPDX-License-Identifier: BSD-2-Clause
// Conditions that are waited for (Load::until, Rmw::until). Rounds in which one does not pass are no events, but each
// computes it, and may come to a fault (spec/semantics.md 5.1).
#pragma once
#include "spec/program.hpp"

namespace barrister::solver {

// Some thread waits for a condition that may have no value.
bool waits_for_what_may_have_no_value(Program const&);

} // namespace barrister::solver
