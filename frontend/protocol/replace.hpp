// SPDX-License-Identifier: BSD-2-Clause
// `replace f(): "old" with "new";`: the tokens of `old` occur once in f, and become those of `new`.
#pragma once
#include "frontend/protocol/declarations.hpp"

namespace barrister::frontend::protocol {

// What an error begins with, of `old` that does not.
inline constexpr std::string_view does_not_occur = "this does not occur in ";
void replace(Declarations&, ast::Replace const&, Diagnostics&);

} // namespace barrister::frontend::protocol
