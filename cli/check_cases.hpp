// SPDX-License-Identifier: BSD-2-Clause
// Checks protocol cases side by side, with progress on a terminal.
#pragma once
#include "cli/protocol_cases.hpp"

namespace barrister::cli {

// Calls `take` here, in order, as soon as each answer is there.
void check_cases(std::vector<ProtocolCase> const&, ProtocolEffort const&, unsigned jobs,
                 std::function<void(ProtocolAnswer)> const& take);

} // namespace barrister::cli
