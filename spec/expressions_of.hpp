// SPDX-License-Identifier: BSD-2-Clause
// Every expression of a statement, but for those of the blocks in it: f(ExpressionPtr&), which may put
// another in its place; where the statement is const, f(ExpressionPtr const&). Some may be null.
#pragma once
#include "spec/program.hpp"

namespace barrister {

template <class S, class F> void for_each_expression_of(S& statement, F const& f) {
  std::visit(
      [&f]<class Node>(Node& node) {
        if constexpr (requires { ExpressionPtr(node.value); }) f(node.value);
        if constexpr (requires { node.address; }) f(node.address);
        if constexpr (requires { node.operand; }) {
          f(node.operand);
          f(node.expected);
        }
        if constexpr (requires { node.until; }) f(node.until);
        if constexpr (requires { node.condition; }) f(node.condition);
        if constexpr (requires { node.owner; }) f(node.owner);
        if constexpr (requires { node.cpu; }) f(node.cpu);
      },
      statement.node);
}

} // namespace barrister
