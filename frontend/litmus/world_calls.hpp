// SPDX-License-Identifier: BSD-2-Clause
// The names of calls that only protocols have: per_cpu, raise, assume (spec/protocol.md).
#pragma once
#include <string>
#include <vector>

namespace barrister::frontend::litmus {

std::vector<std::string> world_calls();

} // namespace barrister::frontend::litmus
