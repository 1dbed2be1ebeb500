// SPDX-License-Identifier: BSD-2-Clause
// The functions that a call through a pointer may reach: those whose name stands as a value in code that can
// run.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::protocol {

std::vector<litmus::ast::Function const*>
pointed_functions(litmus::ast::Test const&, std::vector<litmus::ast::Block const*> const& roots,
                  std::vector<litmus::ast::ExpressionPtr> const& values);

} // namespace barrister::frontend::protocol
