// SPDX-License-Identifier: BSD-2-Clause
// `replace f(): "old" with "new";`: the tokens of `old` occur once in f, and become those of `new`.
#pragma once
#include "frontend/protocol/declarations.hpp"

namespace barrister::frontend::protocol {

void replace(Declarations&, ast::Replace const&, Diagnostics&);

} // namespace barrister::frontend::protocol
