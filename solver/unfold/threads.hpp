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

// The same, but for runs that stop at faults: before these statements, by CPU and instruction. Others may
// stop then, too, where they wait or are cut.
using Statements = std::set<std::pair<std::uint32_t, InstructionId>>;
EventGraph unfold_with_faults(Program const&, unsigned rounds, LockSemantics, Statements const&);

} // namespace barrister::solver
