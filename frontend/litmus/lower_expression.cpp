// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lowering.hpp"

namespace barrister::frontend::litmus {

ExpressionPtr constant(Value v) { return std::make_shared<Expression const>(Expression{Constant{v}}); }
ExpressionPtr use_of(LocalId local) {
  return std::make_shared<Expression const>(Expression{LocalUse{local}});
}

ExpressionPtr operation(Operator op, ExpressionPtr left, ExpressionPtr right) {
  auto const* l = std::get_if<Constant>(&left->node);
  auto const* r = right ? std::get_if<Constant>(&right->node) : nullptr;
  if (l && (r || is_unary(op)))
    if (auto const folded = apply(op, l->value, r ? r->value : number(0))) return constant(*folded);
  return std::make_shared<Expression const>(Expression{Operation{op, std::move(left), std::move(right)}});
}

ExpressionPtr as_truth(ExpressionPtr e) {
  auto const* o = std::get_if<Operation>(&e->node);
  auto const already =
      o && (o->op == Operator::LogicalNot || (o->op >= Operator::Equal && o->op <= Operator::GreaterEqual));
  return already ? e : operation(Operator::NotEqual, std::move(e), constant(number(0)));
}

namespace {

Operator to_operator(ast::Infix op) {
  switch (op) {
  case ast::Infix::LogicalOr:
  case ast::Infix::Or: return Operator::Or;
  case ast::Infix::Xor: return Operator::Xor;
  case ast::Infix::LogicalAnd:
  case ast::Infix::And: return Operator::And;
  case ast::Infix::Equal: return Operator::Equal;
  case ast::Infix::NotEqual: return Operator::NotEqual;
  case ast::Infix::Less: return Operator::Less;
  case ast::Infix::LessEqual: return Operator::LessEqual;
  case ast::Infix::Greater: return Operator::Greater;
  case ast::Infix::GreaterEqual: return Operator::GreaterEqual;
  case ast::Infix::ShiftLeft: return Operator::ShiftLeft;
  case ast::Infix::ShiftRight: return Operator::ShiftRight;
  case ast::Infix::Add: return Operator::Add;
  case ast::Infix::Subtract: return Operator::Subtract;
  case ast::Infix::Multiply: return Operator::Multiply;
  case ast::Infix::Divide: return Operator::Divide;
  case ast::Infix::Modulo: return Operator::Modulo;
  }
  return Operator::Add;
}

} // namespace

ExpressionPtr Lowering::value(ast::ExpressionPtr const& e, Wanted wanted) {
  return std::visit([&](auto const& node) { return value(node, e->span, wanted); }, e->node);
}
ExpressionPtr Lowering::value(ast::Number const& n, Span, Wanted) { return constant(number(n.value)); }
ExpressionPtr Lowering::value(ast::Name const& n, Span span, Wanted) { return use_of(use(n.text, span)); }

ExpressionPtr Lowering::value(ast::Unary const& u, Span span, Wanted wanted) {
  switch (u.op) {
  case ast::Prefix::Dereference: return load(value(u.operand), {}, wanted);
  case ast::Prefix::Plus: return value(u.operand);
  case ast::Prefix::Negate: return operation(Operator::Negate, value(u.operand));
  case ast::Prefix::Complement: return operation(Operator::Complement, value(u.operand));
  case ast::Prefix::LogicalNot: return operation(Operator::LogicalNot, value(u.operand));
  case ast::Prefix::AddressOf:
    if (auto const address = address_of(*u.operand)) return *address;
    return nothing_yet(span, "the address of something that is not '*p' or 'a[i]'");
  case ast::Prefix::Increment:
  case ast::Prefix::Decrement: break;
  }
  return nothing_yet(span, "assignment inside an expression");
}

ExpressionPtr Lowering::value(ast::Binary const& b, Span, Wanted) {
  if (b.op == ast::Infix::LogicalAnd || b.op == ast::Infix::LogicalOr) return logical(b);
  auto left = value(b.left);
  return operation(to_operator(b.op), std::move(left), value(b.right));
}

// When the right operand does something, it is done only if the left one does not decide; when it does
// nothing, 'a && b' is an operation like any other.
ExpressionPtr Lowering::logical(ast::Binary const& b) {
  auto left = as_truth(value(b.left));
  Block rest;
  auto* const outer = block_;
  block_ = &rest;
  auto right = as_truth(value(b.right));
  block_ = outer;
  if (rest.empty()) return operation(to_operator(b.op), std::move(left), std::move(right));
  auto const result = temporary();
  emit(Assign{result, std::move(left)});
  rest.push_back({Assign{result, std::move(right)}, instruction_});
  if (b.op == ast::Infix::LogicalAnd)
    emit(If{use_of(result), std::move(rest), {}});
  else
    emit(If{use_of(result), {}, std::move(rest)});
  return use_of(result);
}

ExpressionPtr Lowering::value(ast::Conditional const& c, Span, Wanted) {
  If branch;
  branch.condition = value(c.condition);
  auto const result = temporary();
  auto* const outer = block_;
  block_ = &branch.then;
  assign(result, c.then);
  block_ = &branch.otherwise;
  assign(result, c.otherwise);
  block_ = outer;
  emit(std::move(branch));
  return use_of(result);
}

ExpressionPtr Lowering::value(ast::Assignment const&, Span span, Wanted) {
  return nothing_yet(span, "assignment inside an expression");
}
ExpressionPtr Lowering::value(ast::Step const&, Span span, Wanted) {
  return nothing_yet(span, "assignment inside an expression");
}
ExpressionPtr Lowering::value(ast::Cast const& c, Span, Wanted wanted) { return value(c.operand, wanted); }
ExpressionPtr Lowering::value(ast::Call const& c, Span span, Wanted wanted) {
  return call(c, span, wanted, Use::Value);
}
ExpressionPtr Lowering::value(ast::Internal const& i, Span span, Wanted wanted) {
  return internal(i, span, wanted, Use::Value);
}
ExpressionPtr Lowering::value(ast::Index const& i, Span, Wanted wanted) {
  auto array = value(i.array);
  return load(operation(Operator::Add, std::move(array), value(i.index)), {}, wanted);
}
ExpressionPtr Lowering::value(ast::Field const&, Span span, Wanted) {
  return nothing_yet(span, "members of structs");
}
ExpressionPtr Lowering::value(ast::SizeOf const&, Span span, Wanted) { return nothing_yet(span, "'sizeof'"); }

ExpressionPtr Lowering::load(ExpressionPtr address, TagSet tags, Wanted wanted) {
  auto const target = wanted ? *wanted : temporary();
  emit(Load{target, std::move(address), tags});
  return use_of(target);
}

std::optional<ExpressionPtr> Lowering::address_of(ast::Expression const& e) {
  if (auto const* u = std::get_if<ast::Unary>(&e.node); u && u->op == ast::Prefix::Dereference)
    return value(u->operand);
  if (auto const* i = std::get_if<ast::Index>(&e.node)) {
    auto array = value(i->array);
    return operation(Operator::Add, std::move(array), value(i->index));
  }
  if (std::holds_alternative<ast::Field>(e.node)) return nothing_yet(e.span, "members of structs");
  return std::nullopt;
}

ExpressionPtr Lowering::shared_location(ast::ExpressionPtr const& e, std::string const& user) {
  if (auto const address = address_of(*e)) return *address;
  auto const* name = std::get_if<ast::Name>(&e->node);
  diagnostics_.error(source_, e->span, "'" + user + "' wants what a pointer points to, such as '*x'",
                     name ? "did you mean '*" + name->text + "'?" : "");
  return constant(number(0));
}

} // namespace barrister::frontend::litmus
