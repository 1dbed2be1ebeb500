// SPDX-License-Identifier: BSD-2-Clause
// What an execution shows of a condition.
#pragma once
#include <cstdint>

namespace barrister::solver {

enum class Shows : std::uint8_t { Satisfies, Falsifies };

} // namespace barrister::solver
