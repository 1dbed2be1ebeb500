// SPDX-License-Identifier: BSD-2-Clause
// Programs that are run, their output thrown away.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace barrister {

// Processor time that it took; nothing where there is no such program, or it does not end well.
std::optional<double> cpu_seconds_of(std::vector<std::string> const& command);

} // namespace barrister
