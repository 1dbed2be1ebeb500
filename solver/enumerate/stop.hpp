// SPDX-License-Identifier: BSD-2-Clause
// A program in which some CPUs come to a given event and go no further.
#pragma once
#include "solver/graph/event_graph.hpp"
#include <span>

namespace barrister::solver {

// Its complete executions are those of `graph` in which each of these events is reached, and neither it nor
// what comes after it on its CPU happens. At most one event of a CPU. Events keep their numbers; runs that do
// not reach the events count as cut.
EventGraph stopped(EventGraph graph, std::span<EventId const> at);

} // namespace barrister::solver
