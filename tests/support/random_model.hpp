// SPDX-License-Identifier: BSD-2-Clause
// Memory models and executions made by chance. Nothing about them means anything; an evaluator must not care.
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"
#include <random>

namespace barrister {

using Chance = std::mt19937_64;

// Of some dozen nodes, with fixpoints side by side and, so many levels deep, inside each other (monotone
// ones: they end), and every kind of check on every kind of node.
MemoryModel random_model(Chance&, int deepest);
// Of one to four words of events.
Execution random_execution(Chance&);

} // namespace barrister
