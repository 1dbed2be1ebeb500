// SPDX-License-Identifier: BSD-2-Clause
// Unrolls and unfolds: program to event graph.
#pragma once
#include "solver/graph/graph_builder.hpp"
#include "spec/memory_model.hpp"
#include <set>

namespace barrister::solver {

// `rounds`: how often the body of a loop may run.
EventGraph unfold(Program const&, unsigned rounds, LockSemantics = LockSemantics::Waiting,
                  GraphBuilder::Deadline = {});

// Statements, by CPU and instruction.
using Statements = std::set<std::pair<std::uint32_t, InstructionId>>;

} // namespace barrister::solver
