// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/resolver.hpp"
#include "frontend/cat/words.hpp"
#include "spec/tag.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

constexpr std::string_view base[] = {"R",    "W",   "M",  "F",  "IW",  "FW",  "po",  "addr", "data",
                                           "ctrl", "rmw", "rf", "co", "loc", "int", "ext", "id"};
// By Builtin.
constexpr std::string_view builtins[] = {"domain",      "range",      "map",
                                         "fold",        "cross",      "linearisations",
                                         "classes-loc", "tag2events", "different-values"};
static_assert(std::size(builtins) == static_cast<std::size_t>(Builtin::count_));
// herd7 knows these; they speak of what events here do not have, or have no fixed meaning.
constexpr std::string_view foreign[] = {"tag2scope", "tag2level", "loc2events",       "fail",
                                        "classes",   "add_pairs", "intervening-write"};

bool among(std::span<std::string_view const> names, std::string const& name) {
  return std::ranges::find(names, name) != names.end();
}

NodeKind kind(UnaryOperator op) {
  switch (op) {
  case UnaryOperator::Complement: return NodeKind::Complement;
  case UnaryOperator::Inverse: return NodeKind::Inverse;
  case UnaryOperator::Closure: return NodeKind::Closure;
  case UnaryOperator::ReflexiveClosure: return NodeKind::ReflexiveClosure;
  case UnaryOperator::Reflexive: return NodeKind::Reflexive;
  case UnaryOperator::Identity: return NodeKind::Identity;
  }
  return NodeKind::Complement;
}

std::string_view article(Value::Kind k) {
  switch (k) {
  case Value::Kind::Set: return "a set";
  case Value::Kind::Relation: return "a relation";
  case Value::Kind::Tag: return "a tag";
  case Value::Kind::Tuple: return "a tuple";
  case Value::Kind::Function:
  case Value::Kind::Primitive: return "a function";
  case Value::Kind::Procedure: return "a procedure";
  case Value::Kind::Element: return "an element";
  case Value::Kind::Collection:
  case Value::Kind::Family: return "a set of sets, relations or tags";
  case Value::Kind::Unknown:
  case Value::Kind::Nothing: break;
  }
  return "";
}

} // namespace

std::vector<std::string_view> builtin_functions() { return {std::begin(builtins), std::end(builtins)}; }
std::vector<std::string_view> base_names() {
  std::vector<std::string_view> out{"same-value", "emptyset"};
  for (auto const name : base) out.push_back(name);
  for (auto const name : tag_names) out.push_back(name);
  return out;
}

Value Resolver::evaluate(Expression const& e, Scope const& scope) {
  if (exhausted(e.span, scope)) return {};
  Level const level(depth_);
  if (depth_ > deepest) {
    error(scope, e.span, "applied too deep inside each other: a recursion without end?");
    return {};
  }
  return std::visit([&](auto& node) { return value(node, e.span, scope); }, e.node);
}

Value Resolver::value(Name const& n, Span span, Scope const& scope) {
  if (auto known = environment_.find(scope, n.text)) {
    if (known->kind != Value::Kind::Unknown || known->index == 0) return *known;
    auto& late = postponed_[known->index - 1];
    late.is_used = late.is_used || muted_ == 0;
    return evaluate(*late.body, Scope(late.scope)); // says what is wrong
  }
  if (is_given_set(n.text)) return {Value::Kind::Set, graph_.base(n.text, true)};
  if (is_base_relation(n.text)) return {Value::Kind::Relation, graph_.base(n.text, false)};
  if (n.text == "emptyset") return {Value::Kind::Set, graph_.empty(true)};
  auto builtin = std::ranges::find(builtins, n.text);
  if (builtin != std::end(builtins))
    return {Value::Kind::Primitive, static_cast<std::uint32_t>(builtin - builtins)};
  if (among(foreign, n.text)) {
    unsupported(scope, span, "'" + n.text + "' is not supported yet");
    return {};
  }
  return unbound(n.text, span, scope);
}

// Tags that Barrister knows by itself are sets to its own models alone: where a bell file says what tags
// there are, it says it all, but for the sets that herd7 makes.
bool Resolver::is_given_set(std::string const& name) const {
  if (!is_base_set(name)) return false;
  return !bell_is_there_ || !is_base_set_of_tag(name) || TagNames().find(name) >= Tag::Rmw;
}

std::string Resolver::meant_by(std::string const& name, Scope const& scope) const {
  auto known = environment_.names(scope);
  for (auto& n : base) known.emplace_back(n);
  for (auto& n : tag_names)
    if (is_given_set(std::string(n))) known.emplace_back(n);
  for (auto& n : builtins) known.emplace_back(n);
  auto const near = nearest(name, known); // of two letters, too: po, rf
  return near ? "did you mean '" + *near + "'?" : "";
}

Value Resolver::unbound(std::string const& name, Span span, Scope const& scope) {
  ++unbound_;
  last_unbound_ = {name, span};
  if (muted_ == 0 && !unbound_names_.insert(name).second) { // said once of each name
    failed_ = true;
    return {};
  }
  auto const said = diagnostics_.all().size();
  auto const hint = muted_ == 0 && said_.size() < most_errors ? meant_by(name, scope) : "";
  error(scope, span, "unbound name '" + name + "'", hint);
  if (diagnostics_.all().size() > said) diagnostics_.about(Topic::UnboundName, name);
  return {};
}

Value Resolver::value(TagName const& t, Span, Scope const&) {
  auto at = tags_.try_emplace(t.text, static_cast<std::uint32_t>(tags_.size())).first;
  return {Value::Kind::Tag, at->second};
}
Value Resolver::value(Zero const&, Span, Scope const&) { return {Value::Kind::Nothing, 0}; }
Value Resolver::value(Wildcard const&, Span, Scope const&) { return {Value::Kind::Set, graph_.universe()}; }

Value Resolver::value(SetLiteral const& s, Span span, Scope const& scope) {
  if (s.elements.empty()) return {Value::Kind::Nothing, 1};
  std::vector<Value> elements;
  for (auto& e : s.elements) elements.push_back(evaluate(*e, scope));
  bool const are_events =
      std::ranges::any_of(elements, [](Value e) { return e.kind == Value::Kind::Element; });
  if (!are_events) return collection(std::move(elements));
  auto all = singleton(elements[0]);
  for (std::size_t i = 1; i < elements.size(); ++i)
    all = add(elements[i], s.elements[i]->span, all, span, scope);
  return all;
}

Value Resolver::value(Tuple const& t, Span, Scope const& scope) {
  std::vector<Value> elements;
  for (auto& e : t.elements) elements.push_back(evaluate(*e, scope));
  tuples_.push_back(std::move(elements));
  return {Value::Kind::Tuple, static_cast<std::uint32_t>(tuples_.size() - 1)};
}

Value Resolver::value(Unary const& u, Span, Scope const& scope) {
  if (u.op == UnaryOperator::Complement) {
    auto inner = evaluate(*u.operand, scope);
    if (inner.kind == Value::Kind::Unknown) return {};
    auto result = graph_.unary(NodeKind::Complement, expect(Sort::Either, inner, u.operand->span, scope));
    return {graph_.is_set(result) ? Value::Kind::Set : Value::Kind::Relation, result};
  }
  auto due = u.op == UnaryOperator::Identity ? Sort::Set : Sort::Relation;
  return {Value::Kind::Relation, graph_.unary(kind(u.op), expect(due, *u.operand, scope))};
}

Value Resolver::value(Binary const& b, Span, Scope const& scope) {
  switch (b.op) {
  case BinaryOperator::Union: return same_sorts(NodeKind::Union, b, scope);
  case BinaryOperator::Difference: return same_sorts(NodeKind::Difference, b, scope);
  case BinaryOperator::Intersection: return same_sorts(NodeKind::Intersection, b, scope);
  case BinaryOperator::Sequence:
  case BinaryOperator::Product: break;
  case BinaryOperator::Add:
    return add(evaluate(*b.left, scope), b.left->span, evaluate(*b.right, scope), b.right->span, scope);
  }
  bool product = b.op == BinaryOperator::Product;
  auto due = product ? Sort::Set : Sort::Relation;
  auto left = expect(due, *b.left, scope), right = expect(due, *b.right, scope);
  return {Value::Kind::Relation,
          graph_.binary(product ? NodeKind::Product : NodeKind::Sequence, left, right)};
}

// Both sets or both relations; what is of any sort takes that of the other side.
Value Resolver::same_sorts(NodeKind kind, Binary const& b, Scope const& scope) {
  auto left = evaluate(*b.left, scope), right = evaluate(*b.right, scope);
  if (left.kind == Value::Kind::Collection || right.kind == Value::Kind::Collection)
    if (auto known = combine_known(kind, left, right)) return *known;
  auto sorted = [](Value v) { return v.kind == Value::Kind::Set || v.kind == Value::Kind::Relation; };
  auto leader = sorted(left) ? left : right;
  auto due = !sorted(leader) ? Sort::Either : leader.kind == Value::Kind::Set ? Sort::Set : Sort::Relation;
  if (due == Sort::Either) {
    expect(due, left, b.left->span, scope);
    expect(due, right, b.right->span, scope);
    bool nothing = left.kind == Value::Kind::Nothing && right.kind == Value::Kind::Nothing;
    return nothing ? left : Value{};
  }
  auto l = expect(due, left, b.left->span, scope), r = expect(due, right, b.right->span, scope);
  return {leader.kind, graph_.binary(kind, l, r)};
}

// The same of sets known element by element; nothing if one of them is not.
std::optional<Value> Resolver::combine_known(NodeKind kind, Value left, Value right) {
  auto out = elements_of(left);
  auto const more = elements_of(right);
  if (!out || !more) return std::nullopt;
  auto const in = [](std::vector<Value> const& all, Value v) {
    return std::ranges::find(all, v) != all.end();
  };
  if (kind == NodeKind::Union)
    std::ranges::copy_if(*more, std::back_inserter(*out), [&, n = out->size()](Value v) {
      return std::find(out->begin(), out->begin() + static_cast<std::ptrdiff_t>(n), v) ==
             out->begin() + static_cast<std::ptrdiff_t>(n);
    });
  else
    std::erase_if(*out, [&](Value v) { return in(*more, v) == (kind == NodeKind::Difference); });
  return collection(std::move(*out));
}

NodeId Resolver::node(Value v) {
  return v.kind == Value::Kind::Nothing ? graph_.empty(v.index == 1) : v.index;
}

NodeId Resolver::expect(Sort due, Expression const& e, Scope const& scope) {
  return expect(due, evaluate(e, scope), e.span, scope);
}

NodeId Resolver::expect(Sort due, Value v, Span span, Scope const& scope) {
  bool is_set = v.kind == Value::Kind::Set, is_relation = v.kind == Value::Kind::Relation;
  if (v.kind == Value::Kind::Nothing && due != Sort::Either) return graph_.empty(due == Sort::Set);
  if (v.kind == Value::Kind::Nothing || (is_set && due != Sort::Relation) ||
      (is_relation && due != Sort::Set))
    return node(v);
  if (v.kind == Value::Kind::Unknown) return graph_.empty(due == Sort::Set);
  std::string wanted = due == Sort::Set        ? "a set"
                       : due == Sort::Relation ? "a relation"
                                               : "a set or a relation";
  auto text = scope.source->source.text(span);
  std::string hint;
  if (is_set && text.size() <= 40)
    hint = "[" + folded(text) + "] is the relation of each of its events to itself";
  error(scope, span, std::string(article(v.kind)) + " where " + wanted + " is due", hint);
  return graph_.empty(due == Sort::Set);
}

} // namespace barrister::frontend::cat
