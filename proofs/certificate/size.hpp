// SPDX-License-Identifier: BSD-2-Clause
// How large a test is once its loops are unrolled: who asks for that may be anybody.
#pragma once
#include "spec/program.hpp"

namespace barrister::certificate {

constexpr std::size_t most_statements = 20'000, most_cells = 2'000;

// Cells, and statements in all rounds of the loops around them: nothing, or which are too many.
std::optional<std::string> too_large(Program const&, std::uint32_t rounds);

} // namespace barrister::certificate
