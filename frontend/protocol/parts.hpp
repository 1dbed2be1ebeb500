// SPDX-License-Identifier: BSD-2-Clause
// What a condition is made of: the operands of its `&&`, `||`, `!` and comparisons, but for constants and
// addresses.
#pragma once
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::protocol {

std::vector<ast::c::ExpressionPtr> parts_of(ast::c::ExpressionPtr const& condition);

} // namespace barrister::frontend::protocol
