// SPDX-License-Identifier: BSD-2-Clause
// A cycle of a lasso can be repeated for ever under a model whose axioms cannot tell more copies of it from
// two (proofs/lemmas/lasso.md).
#pragma once
#include "spec/execution.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// The axioms that might. `blocks`, by event: 0 of the stem, 1 and 2 of the copies; rf, co and fr have been
// found to go from no block to an earlier one.
std::vector<std::string> complaints_about_repetition(MemoryModel const&, Execution const&,
                                                     std::vector<std::uint8_t> const& blocks);

} // namespace barrister::proofs
