// SPDX-License-Identifier: BSD-2-Clause
// The questions of one variant, shared out to threads.
#pragma once
#include "cli/check_protocol.hpp"

namespace barrister::cli {

// The answers stand in the order of the questions. What is said of all of them, such as a fault, is what was
// said first by any; flags are looked for once.
ProtocolAnswer check_shared_out(Protocol const&, std::vector<Question> const&, MemoryModel const&,
                                ProtocolEffort const&, unsigned jobs);

} // namespace barrister::cli
