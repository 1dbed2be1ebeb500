// SPDX-License-Identifier: BSD-2-Clause
// Integer constants, computed as C computes them: in the types of what they are made of.
#pragma once
#include "frontend/litmus/ast.hpp"
#include <functional>
#include <optional>

namespace barrister::frontend::litmus {

// What a name is defined as; null: nothing.
using Defined = std::function<ast::ExpressionPtr(std::string const&)>;

// Of numbers, defined names, casts and operators, as one with a sign of 64 bits has it. Nothing where it has
// no value, is of something else, or of names that stand for one another.
std::optional<std::int64_t> constant_of(ast::Expression const&, Defined const&);

} // namespace barrister::frontend::litmus
