// SPDX-License-Identifier: BSD-2-Clause
// Rows in one order, though a weak model has no time.
#pragma once
#include "cli/rows.hpp"
#include <span>

namespace barrister::cli {

// Indices of the rows, in an order that `must` allows, which has no cycle: reads after the writes they read
// from, where that is possible; then writes in coherence order; then reads before the writes that overwrite
// what they saw, but for as few reads as possible, which are then stale. It stays on a CPU as long as it can.
std::vector<std::size_t> linear(std::span<Row const> rows, Relation const& must, Execution const&);

} // namespace barrister::cli
