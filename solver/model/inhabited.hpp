// SPDX-License-Identifier: BSD-2-Clause
// Which base sets and relations have a member in some execution of an event graph, as far as its kinds of
// events, their tags and its dependencies tell. Many tests agree in that, and most of a kernel's model speaks
// of what none of them has.
#pragma once
#include "solver/graph/event_graph.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

// By node of the model; true of all that are not base sets or relations.
std::vector<bool> inhabited(MemoryModel const&, EventGraph const&);

} // namespace barrister::solver
