// SPDX-License-Identifier: BSD-2-Clause
// A model as it is where some of its base sets and relations are empty: what is empty for that, what is
// another node's value for that, and what no check and no choice is made of, is gone.
#pragma once
#include "spec/memory_model.hpp"
#include <vector>

namespace barrister::solver {

// `inhabited`: by node; asked of base sets and relations alone. Checks and choices keep their numbers; nodes,
// fixpoints and names do not.
MemoryModel shrink(MemoryModel const&, std::vector<bool> const& inhabited);

} // namespace barrister::solver
