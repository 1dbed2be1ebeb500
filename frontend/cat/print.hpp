// SPDX-License-Identifier: BSD-2-Clause
// Syntax trees back to cat text: parsing what is printed gives the same tree.
#pragma once
#include "frontend/cat/ast.hpp"

namespace barrister::frontend::cat {

enum class Parentheses : std::uint8_t { Needed, All };

std::string print(Expression const&, Parentheses = Parentheses::Needed);
std::string print(Statement const&, Parentheses = Parentheses::Needed);
std::string print(File const&, Parentheses = Parentheses::Needed); // one statement a line

} // namespace barrister::frontend::cat
