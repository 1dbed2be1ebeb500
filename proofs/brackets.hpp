// SPDX-License-Identifier: BSD-2-Clause
// RCU readers are brackets in program order. Models say so by a fixpoint that makes pairs from the inside
// out.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// Is this Variable, in each execution, the pairs of Rcu-lock and Rcu-unlock that match as brackets, per CPU,
// in po? Told by its shape, that of linux-kernel.bell: to what is matched, add each lock and unlock that are
// not, and between which there is no lock or unlock that is not.
bool matches_brackets(MemoryModel const&, NodeId variable);

} // namespace barrister::proofs
