// SPDX-License-Identifier: BSD-2-Clause
// Makes a model's free choices on one candidate, one after another, in every way there is.
#pragma once
#include "solver/model/evaluator.hpp"
#include <functional>

namespace barrister::solver {

// Calls `go_on` for every relation the i-th free choice can come to, with its rows filled in. `co` holds the
// pairs of the candidate's co, row by row. Stops early when `go_on` says false.
void for_each_choice(Evaluator&, MemoryModel const&, std::size_t i, std::vector<std::uint64_t> const& co,
                     std::function<bool()> const& go_on);

} // namespace barrister::solver
