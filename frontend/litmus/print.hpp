// SPDX-License-Identifier: BSD-2-Clause
// Readable forms of the two stages, for `show --stage=ast` and `--stage=program`.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

std::string print(ast::Test const&);
std::string print(ast::Expression const&); // every operation in parentheses
std::string print(Program const&);         // temporaries are %n

} // namespace barrister::frontend::litmus
