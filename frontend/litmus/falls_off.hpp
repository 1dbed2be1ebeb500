// SPDX-License-Identifier: BSD-2-Clause
// Whether a function may come to its closing brace, where one that gives a value has none to give. As
// compilers do, it looks at what the statements are, and at no condition but 1 and true.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

bool may_fall_off(ast::Block const& body);

} // namespace barrister::frontend::litmus
