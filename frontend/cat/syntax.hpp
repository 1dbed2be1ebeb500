// SPDX-License-Identifier: BSD-2-Clause
// Text to syntax tree.
#pragma once
#include "frontend/cat/ast.hpp"
#include "frontend/diagnostic.hpp"

namespace barrister::frontend::cat {

// Parses one cat file; on failure, nothing, and one error in `diagnostics`.
std::optional<File> parse(Source const& source, Diagnostics& diagnostics);

} // namespace barrister::frontend::cat
