// SPDX-License-Identifier: BSD-2-Clause
// One .protocol file, text to syntax tree.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::protocol {

// The file is one stretch of the source. On failure: nothing, and one error in the diagnostics.
std::optional<ast::File> read_file(Source const&, Span, Diagnostics&);

} // namespace barrister::frontend::protocol
