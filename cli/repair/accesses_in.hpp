// SPDX-License-Identifier: BSD-2-Clause
// Where in a text the statements begin that access shared memory.
#pragma once
#include "spec/program.hpp"

namespace barrister::cli {

// Byte offsets: of what the program has from this file, as its places name it.
std::vector<std::size_t> accesses_in(Program const&, std::string const& file, std::string const& text);

} // namespace barrister::cli
