// SPDX-License-Identifier: BSD-2-Clause
// Private to print: the parts of statements that hold expressions.
#pragma once
#include "frontend/cat/print.hpp"

namespace barrister::frontend::cat {

std::string print(Condition const&, Parentheses);
std::string print(Binding const&, Parentheses);
std::string print(Pattern const&);
std::string print(Case const&);
std::string print_operand(Expression const&, Parentheses);  // what stands between commas
std::string print_argument(Expression const&, Parentheses); // what a function is followed by
std::string comma_list(std::vector<std::string> const&);

} // namespace barrister::frontend::cat
