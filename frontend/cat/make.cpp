// SPDX-License-Identifier: BSD-2-Clause
// Makes the nodes of expressions, and is where the height of a tree is bounded.
#include "frontend/cat/grammar.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

int height(ExpressionPtr const& e) { return e ? e->height : 0; }
int height(ConditionPtr const&);

int height(std::vector<ExpressionPtr> const& all) {
  int highest = 0;
  for (auto& e : all) highest = std::max(highest, height(e));
  return highest;
}
int height(std::vector<ConditionPtr> const& all) {
  int highest = 0;
  for (auto& c : all) highest = std::max(highest, height(c));
  return highest;
}
int height(std::vector<Binding> const& all) {
  int highest = 0;
  for (auto& b : all) highest = std::max(highest, height(b.body));
  return highest;
}

int height(Compare const& c) { return std::max(height(c.left), height(c.right)); }
int height(Variant const&) { return 0; }
int height(Not const& n) { return height(n.operand); }
int height(All const& a) { return height(a.parts); }
int height(Any const& a) { return height(a.parts); }
int height(ConditionPtr const& condition) {
  return std::visit([](auto& node) { return height(node); }, condition->node);
}

int height(Name const&) { return 0; }
int height(TagName const&) { return 0; }
int height(Zero const&) { return 0; }
int height(Wildcard const&) { return 0; }
int height(SetLiteral const& s) { return height(s.elements); }
int height(Tuple const& t) { return height(t.elements); }
int height(Unary const& u) { return height(u.operand); }
int height(Binary const& b) { return std::max(height(b.left), height(b.right)); }
int height(Apply const& a) { return std::max(height(a.function), height(a.argument)); }
int height(Function const& f) { return height(f.body); }
int height(LetIn const& l) { return std::max(height(l.bindings), height(l.body)); }
int height(Try const& t) { return std::max(height(t.attempt), height(t.otherwise)); }
int height(Conditional const& c) {
  return std::max({height(c.condition), height(c.then), height(c.otherwise)});
}
int height(Match const& m) {
  int highest = height(m.subject);
  for (auto& c : m.clauses) highest = std::max(highest, height(c.body));
  return highest;
}

} // namespace

ExpressionPtr make(Span span, decltype(Expression::node) node) {
  int h = 1 + std::visit([](auto& n) { return height(n); }, node);
  if (h > max_height) throw TooDeep{span};
  return std::make_shared<Expression const>(Expression{std::move(node), span, h});
}

} // namespace barrister::frontend::cat
