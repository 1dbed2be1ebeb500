// SPDX-License-Identifier: BSD-2-Clause
// Unrolls and unfolds: program to event graph.
#pragma once
#include "solver/event_graph.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

// `rounds`: how often the body of a loop may run.
EventGraph unfold(Program const&, unsigned rounds, LockSemantics = LockSemantics::Waiting);

} // namespace barrister::solver
