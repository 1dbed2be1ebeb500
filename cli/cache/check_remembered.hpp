// SPDX-License-Identifier: BSD-2-Clause
// Asks for what no earlier run has found out.
#pragma once
#include "cli/check_protocol.hpp"

namespace barrister::cli {

// As check_protocol(), and with effort.cache: answers that are kept there are taken from there.
ProtocolAnswer check_remembered(Protocol const&, std::vector<Question> const&, MemoryModel const&,
                                ProtocolEffort const&, std::function<void(unsigned)> const& rounds);

} // namespace barrister::cli
