// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/parts.hpp"

namespace barrister::frontend::protocol {
namespace {

namespace c = ast::c;

void add_parts(c::ExpressionPtr const& e, std::vector<c::ExpressionPtr>& out) {
  if (auto const* binary = std::get_if<c::Binary>(&e->node)) {
    switch (binary->op) {
    case c::Infix::LogicalOr:
    case c::Infix::LogicalAnd:
    case c::Infix::Equal:
    case c::Infix::NotEqual:
    case c::Infix::Less:
    case c::Infix::LessEqual:
    case c::Infix::Greater:
    case c::Infix::GreaterEqual:
      add_parts(binary->left, out);
      add_parts(binary->right, out);
      return;
    default: break;
    }
  }
  if (auto const* unary = std::get_if<c::Unary>(&e->node)) {
    if (unary->op == c::Prefix::LogicalNot) return add_parts(unary->operand, out);
    if (unary->op == c::Prefix::AddressOf || unary->op == c::Prefix::Negate) return;
  }
  if (!std::holds_alternative<c::Number>(e->node)) out.push_back(e);
}

} // namespace

std::vector<c::ExpressionPtr> parts_of(c::ExpressionPtr const& condition) {
  std::vector<c::ExpressionPtr> out;
  add_parts(condition, out);
  return out;
}

} // namespace barrister::frontend::protocol
