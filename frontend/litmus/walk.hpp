// SPDX-License-Identifier: BSD-2-Clause
// The blocks inside a statement, and the jumps.
#pragma once
#include "frontend/litmus/ast.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

// Calls f for each expression right inside the statement.
template <class F> void for_each_expression(ast::Statement const& statement, F f) {
  auto const on = [&](ast::ExpressionPtr const& e) {
    if (e) f(e);
  };
  if (auto const* d = std::get_if<ast::Declaration>(&statement.node)) {
    for (auto const& one : d->declarators) {
      on(one.value);
      for (auto const& v : one.values) on(v);
    }
  } else if (auto const* e = std::get_if<ast::Evaluate>(&statement.node)) {
    on(e->expression);
  } else if (auto const* i = std::get_if<ast::If>(&statement.node)) {
    on(i->condition);
  } else if (auto const* w = std::get_if<ast::While>(&statement.node)) {
    on(w->condition);
  } else if (auto const* o = std::get_if<ast::DoWhile>(&statement.node)) {
    on(o->condition);
  } else if (auto const* l = std::get_if<ast::For>(&statement.node)) {
    on(l->condition);
    on(l->step);
  } else if (auto const* s = std::get_if<ast::Switch>(&statement.node)) {
    on(s->value);
  } else if (auto const* r = std::get_if<ast::Return>(&statement.node)) {
    on(r->value);
  }
}
// Calls f for each operand of the expression, from left to right.
template <class F> void for_each_operand(ast::Expression const& expression, F f) {
  auto const on = [&](ast::ExpressionPtr const& e) {
    if (e) f(e);
  };
  struct Operands {
    decltype(on) const& go;
    void operator()(ast::Unary const& n) const { go(n.operand); }
    void operator()(ast::Binary const& n) const { go(n.left), go(n.right); }
    void operator()(ast::Conditional const& n) const { go(n.condition), go(n.then), go(n.otherwise); }
    void operator()(ast::Assignment const& n) const { go(n.target), go(n.value); }
    void operator()(ast::Increment const& n) const { go(n.target); }
    void operator()(ast::Cast const& n) const { go(n.operand); }
    void operator()(ast::Call const& n) const {
      go(n.callee);
      for (auto const& a : n.arguments) go(a);
    }
    void operator()(ast::Internal const& n) const {
      for (auto const& a : n.arguments) go(a);
    }
    void operator()(ast::Index const& n) const { go(n.array), go(n.index); }
    void operator()(ast::Field const& n) const { go(n.object); }
    void operator()(ast::Comma const& n) const { go(n.left), go(n.right); }
    void operator()(ast::Initializer const& n) const {
      go(n.value);
      for (auto const& v : n.values) go(v);
    }
    void operator()(ast::SizeOf const&) const {} // not evaluated
    void operator()(ast::TypeOperand const&) const {}
    void operator()(ast::StatementExpression const&) const {} // its block is one of the statement around it
    void operator()(ast::Number const&) const {}
    void operator()(ast::Name const&) const {}
    void operator()(ast::Quoted const&) const {}
  };
  std::visit(Operands{on}, expression.node);
}

// The blocks of ({ ... }).
template <class F> void for_each_block_in(ast::ExpressionPtr const& e, F const& f) {
  if (auto const* s = std::get_if<ast::StatementExpression>(&e->node)) return f(*s->body);
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { for_each_block_in(operand, f); });
}
// Calls f(Block const&) for each block right inside the statement, those in its expressions first.
template <class F> void for_each_block(ast::Statement const& statement, F f) {
  for_each_expression(statement, [&](ast::ExpressionPtr const& e) { for_each_block_in(e, f); });
  if (auto const* i = std::get_if<ast::If>(&statement.node)) {
    f(i->then);
    f(i->otherwise);
  } else if (auto const* w = std::get_if<ast::While>(&statement.node)) {
    f(w->body);
  } else if (auto const* o = std::get_if<ast::DoWhile>(&statement.node)) {
    f(o->body);
  } else if (auto const* l = std::get_if<ast::For>(&statement.node)) {
    f(l->start);
    f(l->body);
  } else if (auto const* s = std::get_if<ast::Switch>(&statement.node)) {
    f(s->body);
  } else if (auto const* g = std::get_if<ast::Guard>(&statement.node)) {
    f(g->take);
    f(g->body);
    f(g->release);
  } else if (auto const* b = std::get_if<ast::Block>(&statement.node)) {
    f(*b);
  }
}

template <class Node> bool is(ast::Statement const& s) { return std::holds_alternative<Node>(s.node); }
inline bool is_scoped_guard(ast::Statement const& s) {
  auto const* g = std::get_if<ast::Guard>(&s.node);
  return g && g->is_scoped;
}
// scoped_guard() is a `for` of one round (include/linux/cleanup.h).
inline bool is_loop(ast::Statement const& s) {
  return is<ast::While>(s) || is<ast::DoWhile>(s) || is<ast::For>(s) || is_scoped_guard(s);
}

// Whether the block has a statement that `wanted` says yes to; not looking inside those that `closed` does.
template <class Wanted, class Closed> bool any_in(ast::Block const& block, Wanted wanted, Closed closed) {
  return std::ranges::any_of(block, [&](ast::Statement const& s) {
    if (wanted(s)) return true;
    if (closed(s)) return false;
    bool found = false;
    for_each_block(s, [&](ast::Block const& inner) { found = found || any_in(inner, wanted, closed); });
    return found;
  });
}
inline bool breaks(ast::Block const& body) {
  return any_in(body, is<ast::Break>, [](auto const& s) { return is_loop(s) || is<ast::Switch>(s); });
}
inline bool continues(ast::Block const& body) { return any_in(body, is<ast::Continue>, is_loop); }
inline bool returns(ast::Block const& body) {
  return any_in(body, is<ast::Return>, [](auto const&) { return false; });
}

} // namespace barrister::frontend::litmus
