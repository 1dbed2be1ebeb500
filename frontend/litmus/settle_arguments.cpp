// SPDX-License-Identifier: BSD-2-Clause
// No dependency is lost: a constant has none, and a body that is inlined stands under the conditions that its
// call stands under.
#include "frontend/litmus/settle_arguments.hpp"
#include "spec/expressions_of.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <map>
#include <optional>

namespace barrister::frontend::litmus {
namespace {

using Constants = std::map<LocalId, ExpressionPtr>;

// As of '&s->member', where s is a constant by now.
std::optional<Value> value_of(ExpressionPtr const& e) {
  if (!e) return Value{}; // the right side of what has one operand
  if (auto const* c = std::get_if<Constant>(&e->node)) return c->value;
  if (auto const* c = std::get_if<Conversion>(&e->node)) {
    auto const operand = value_of(c->operand);
    return operand ? std::optional(convert(*operand, c->type)) : std::nullopt;
  }
  auto const* o = std::get_if<Operation>(&e->node);
  auto const left = o ? value_of(o->left) : std::nullopt, right = o ? value_of(o->right) : std::nullopt;
  return left && right ? apply(o->op, *left, *right, o->type) : std::nullopt;
}

Constants constants_of(Thread const& thread, std::set<LocalId> const& parameters) {
  std::map<LocalId, std::size_t> times;
  Constants out;
  for_each_statement(thread.body, [&](Statement const& s) {
    if (auto const target = target_of(s)) ++times[*target];
    if (auto const* mask = std::get_if<Mask>(&s.node)) ++times[mask->flags];
    auto const* assign = std::get_if<Assign>(&s.node);
    auto const value = assign ? value_of(assign->value) : std::nullopt;
    if (!value || !parameters.contains(assign->target)) return;
    auto const as_it_is_held = convert(*value, thread.locals[assign->target].type);
    out.emplace(assign->target, std::make_shared<Expression const>(Expression{Constant{as_it_is_held}}));
  });
  std::erase_if(out, [&](auto const& one) { return times.at(one.first) != 1; });
  return out;
}

ExpressionPtr with(Constants const& constants, ExpressionPtr const& e) {
  if (!e) return e;
  if (auto const* use = std::get_if<LocalUse>(&e->node)) {
    auto const at = constants.find(use->local);
    return at == constants.end() ? e : at->second;
  }
  if (auto const* c = std::get_if<Conversion>(&e->node)) {
    auto operand = with(constants, c->operand);
    return operand == c->operand
               ? e
               : std::make_shared<Expression const>(Expression{Conversion{operand, c->type}});
  }
  auto const* o = std::get_if<Operation>(&e->node);
  if (!o) return e;
  auto left = with(constants, o->left), right = with(constants, o->right);
  if (left == o->left && right == o->right) return e;
  return std::make_shared<Expression const>(Expression{Operation{o->op, left, right, o->type}});
}

void settle(Block& block, Constants const& constants) {
  std::erase_if(block, [&](Statement const& s) {
    auto const* assign = std::get_if<Assign>(&s.node);
    return assign && constants.contains(assign->target);
  });
  for (auto& s : block) {
    for_each_expression_of(s, [&](ExpressionPtr& e) { e = with(constants, e); });
    for (auto* inner : inner_blocks(s)) settle(*inner, constants);
  }
}

} // namespace

void settle_arguments(Thread& thread, std::set<LocalId> const& parameters) {
  // What is passed on is a constant then, too.
  for (auto found = constants_of(thread, parameters); !found.empty();
       found = constants_of(thread, parameters))
    settle(thread.body, found);
}

} // namespace barrister::frontend::litmus
