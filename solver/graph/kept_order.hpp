// SPDX-License-Identifier: BSD-2-Clause
// What no machine exchanges on one CPU, whatever the model says of it.
#pragma once
#include "solver/graph/event_graph.hpp"

namespace barrister::solver {

// Two events of one CPU, in this order in its program.
bool are_kept_in_order(GraphEvent const&, GraphEvent const&);

} // namespace barrister::solver
