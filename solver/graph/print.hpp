// SPDX-License-Identifier: BSD-2-Clause
// The event graph as text: `barrister show --stage=events`.
#pragma once
#include "solver/graph/event_graph.hpp"

namespace barrister::solver {

// One line an event: its number, CPU, kind and tags, address and value as terms ("v7" is what event 7 read),
// and what must hold for it to be executed; then the dependencies, waits and cut loops.
std::string to_string(EventGraph const&, Program const&);

} // namespace barrister::solver
