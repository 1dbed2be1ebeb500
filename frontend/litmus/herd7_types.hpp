// SPDX-License-Identifier: BSD-2-Clause
// Types as herd7 has them (frontend/litmus/parse.hpp).
#pragma once
#include "frontend/litmus/ast.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::frontend::litmus {

// Not structs, u8, unsigned, ….
bool is_known_to_herd7(Type const&);
// Leaves alone what herd7 has no type for, and locals whose address is taken.
void type_as_herd7(Program&, ast::Test const&);
void number_as_herd7(LitmusTest&); // what values are compared with

} // namespace barrister::frontend::litmus
