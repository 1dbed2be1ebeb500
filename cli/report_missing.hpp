// SPDX-License-Identifier: BSD-2-Clause
// Where a barrier would forbid an execution, and the cycle that it would close.
#pragma once
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

std::string report_missing(Protocol const& world, ProtocolExecution const&, MissingBarriers const&,
                           std::size_t width);

std::string fence_in_words(Tag); // of proofs::Missing: "smp_wmb()"

} // namespace barrister::cli
