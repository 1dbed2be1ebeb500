// SPDX-License-Identifier: BSD-2-Clause
// The blocks inside a statement, and the jumps.
#pragma once
#include "frontend/litmus/ast.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

// Calls f(Block const&) for each block right inside the statement.
template <class F> void for_each_block(ast::Statement const& statement, F f) {
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
  } else if (auto const* b = std::get_if<ast::Block>(&statement.node)) {
    f(*b);
  }
}

template <class Node> bool is(ast::Statement const& s) { return std::holds_alternative<Node>(s.node); }
inline bool is_loop(ast::Statement const& s) {
  return is<ast::While>(s) || is<ast::DoWhile>(s) || is<ast::For>(s);
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
