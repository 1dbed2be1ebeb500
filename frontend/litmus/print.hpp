// SPDX-License-Identifier: BSD-2-Clause
// Readable forms of the two stages, for `show --stage=ast` and `--stage=program`. The first is a litmus test
// again: what is read from it prints the same.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

std::string print(ast::Test const&);
std::string print(ast::Expression const&); // every operation in parentheses, but for the outermost assignment
std::string print(Program const&);         // temporaries are %n

} // namespace barrister::frontend::litmus
