// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/falls_off.hpp"
#include "frontend/litmus/walk.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

bool is_always_true(ast::ExpressionPtr const& condition) {
  if (!condition) return true; // for (;;)
  if (auto const* n = std::get_if<ast::Number>(&condition->node)) return n->value != 0;
  auto const* name = std::get_if<ast::Name>(&condition->node);
  return name && name->text == "true";
}
// Out of this very loop, or switch.
bool breaks_out(ast::Block const& block) {
  return std::ranges::any_of(block, [](ast::Statement const& s) {
    if (std::holds_alternative<ast::Break>(s.node)) return true;
    if (auto const* i = std::get_if<ast::If>(&s.node)) return breaks_out(i->then) || breaks_out(i->otherwise);
    if (auto const* g = std::get_if<ast::Guard>(&s.node)) return !g->is_scoped && breaks_out(g->body);
    auto const* inner = std::get_if<ast::Block>(&s.node);
    return inner && breaks_out(*inner);
  });
}
bool has_default(ast::Block const& block) {
  return std::ranges::any_of(block, [](ast::Statement const& s) {
    auto const* label = std::get_if<ast::Label>(&s.node);
    auto const* inner = std::get_if<ast::Block>(&s.node);
    return (label && label->name.empty() && !label->value) || (inner && has_default(*inner));
  });
}
bool falls_out(ast::Statement const& s) {
  auto const loops = [](ast::ExpressionPtr const& condition, ast::Block const& body) {
    return !is_always_true(condition) || breaks_out(body);
  };
  if (auto const* b = std::get_if<ast::Block>(&s.node)) return may_fall_off(*b);
  if (auto const* i = std::get_if<ast::If>(&s.node))
    return may_fall_off(i->then) || may_fall_off(i->otherwise);
  if (auto const* g = std::get_if<ast::Guard>(&s.node))
    return may_fall_off(g->body) || (g->is_scoped && (breaks(g->body) || continues(g->body)));
  if (auto const* w = std::get_if<ast::While>(&s.node)) return loops(w->condition, w->body);
  if (auto const* d = std::get_if<ast::DoWhile>(&s.node)) return loops(d->condition, d->body);
  if (auto const* f = std::get_if<ast::For>(&s.node)) return loops(f->condition, f->body);
  if (auto const* w = std::get_if<ast::Switch>(&s.node))
    return !has_default(w->body) || breaks_out(w->body) || may_fall_off(w->body);
  return !std::holds_alternative<ast::Return>(s.node) && !std::holds_alternative<ast::Goto>(s.node) &&
         !std::holds_alternative<ast::Break>(s.node) && !std::holds_alternative<ast::Continue>(s.node);
}

} // namespace

bool may_fall_off(ast::Block const& body) {
  bool reached = true;
  for (auto const& s : body) {
    reached = reached || std::holds_alternative<ast::Label>(s.node); // by a goto, or as a case
    reached = reached && falls_out(s);
  }
  return reached;
}

} // namespace barrister::frontend::litmus
