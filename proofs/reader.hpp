// SPDX-License-Identifier: BSD-2-Clause
// A read-side critical section with a grace period in it, and nothing else: does the model let that happen?
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::proofs {

enum class Domain : std::uint8_t { Rcu, Srcu };
bool grace_period_ends_in_reader(MemoryModel const&, Domain);

} // namespace barrister::proofs
