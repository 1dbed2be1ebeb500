// SPDX-License-Identifier: BSD-2-Clause
// The width and the sign of a C type.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

// Of a pointer, a struct or a type we have not heard of: 64 bits.
Type to_type(ast::TypeName const&);

} // namespace barrister::frontend::litmus
