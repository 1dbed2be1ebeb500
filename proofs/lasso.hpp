// SPDX-License-Identifier: BSD-2-Clause
// Re-checks that a run may go on for ever.
#pragma once
#include "spec/memory_model.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister::proofs {

// What is wrong with the claim that the cycle of the lasso can be repeated for ever, in a fair execution;
// empty when nothing is. proofs/lemmas/lasso.md says why nothing more is needed.
std::vector<std::string> complaints(Protocol const&, MemoryModel const&, Lasso const&, unsigned unroll);

// Where nothing is wrong with it but that more than the two copies may not be allowed: which axiom may hold
// of two alone.
std::string why_not_repeated(Protocol const&, MemoryModel const&, Lasso const&, unsigned unroll);

// Of a lasso that draws no complaints: what it says to a claim that a context terminates: whether its run has
// ended, where some run goes round for ever. Nothing when the claim is not about it.
std::optional<bool> answers(Protocol const&, Lasso const&, Claim const&);

} // namespace barrister::proofs
