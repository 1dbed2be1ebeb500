// SPDX-License-Identifier: BSD-2-Clause
// Types as herd7 has them (frontend/litmus/parse.hpp).
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

// Leaves alone what herd7 has no type for: structs, u8, unsigned, locals whose address is taken, ….
void type_as_herd7(Program&, ast::Test const&);

} // namespace barrister::frontend::litmus
