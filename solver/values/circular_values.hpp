// SPDX-License-Identifier: BSD-2-Clause
// Values that justify themselves in a circle: all that solve it, or, as herd7 counts, those that the program
// computes from its constants.
#pragma once
#include <cstdint>

namespace barrister::solver {

enum class CircularValues : std::uint8_t { Complete, AsCounted };

} // namespace barrister::solver
