// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/wait_conditions.hpp"
#include "solver/graph/event_graph.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool may_be_an_address(Thread const& thread, Expression const& e) {
  if (auto const* local = std::get_if<LocalUse>(&e.node))
    return may_be_pointer(thread.locals[local->local].type);
  if (auto const* constant = std::get_if<Constant>(&e.node)) return constant->value.is_address();
  return false; // what is computed is looked at by itself
}

bool may_have_no_value(Thread const& thread, Expression const& e) {
  if (auto const* conversion = std::get_if<Conversion>(&e.node))
    return may_have_no_value(thread, *conversion->operand);
  auto const* operation = std::get_if<Operation>(&e.node);
  if (!operation) return false;
  auto const of_operands = [&](auto f) {
    return f(thread, *operation->left) || (operation->right && f(thread, *operation->right));
  };
  if (of_operands(may_have_no_value)) return true;
  auto const op = operation->op;
  if (op == Operator::Equal || op == Operator::NotEqual || op == Operator::LogicalNot) return false;
  bool const is_partial = op == Operator::Divide || op == Operator::Modulo || op == Operator::ShiftLeft ||
                          op == Operator::ShiftRight;
  return is_partial || of_operands(may_be_an_address);
}

bool waits(Thread const& thread, Block const& block) {
  return std::ranges::any_of(block, [&](Statement const& s) {
    return std::visit(
        [&]<class Node>(Node const& node) {
          if constexpr (requires { node.until; }) return node.until && may_have_no_value(thread, *node.until);
          if constexpr (std::is_same_v<Node, If>)
            return waits(thread, node.then) || waits(thread, node.otherwise);
          if constexpr (std::is_same_v<Node, Loop>)
            return waits(thread, node.test) || waits(thread, node.body);
          if constexpr (std::is_same_v<Node, Labelled>) return waits(thread, node.body);
          return false;
        },
        s.node);
  });
}

} // namespace

bool waits_for_what_may_have_no_value(Program const& program) {
  return std::ranges::any_of(program.threads, [](Thread const& t) { return waits(t, t.body); });
}

} // namespace barrister::solver
