// SPDX-License-Identifier: BSD-2-Clause
// Sets and relations that can be said as they are, and not only what they are at least or at most: what is made of base
// ones without closures, fixpoints and choices.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::solver {

bool is_exact(MemoryModel const&, NodeId);

} // namespace barrister::solver
