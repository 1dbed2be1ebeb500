// SPDX-License-Identifier: BSD-2-Clause
// Values that a program might have out of thin air.
#pragma once
#include "solver/event_graph.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::solver {

// Any value will do that solves a circle. Tried are the numbers the test asks about, their neighbours, and one
// number that nothing in the test speaks of. Ascending.
std::vector<Value> wild_values(LitmusTest const&, EventGraph const&);

} // namespace barrister::solver
