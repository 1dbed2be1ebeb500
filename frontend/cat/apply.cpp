// SPDX-License-Identifier: BSD-2-Clause
// Functions are applied where they are used: nothing of them is left in the model.
#include "frontend/cat/resolver.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

std::string in_small_letters(std::string word) {
  for (auto& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return word;
}

} // namespace

Value Resolver::value(Function const& f, Span, Scope const& scope) {
  return closure({&f.parameter, 1}, *f.body, scope);
}

Value Resolver::closure(std::span<Pattern const> parameters, Expression const& body, Scope const& scope) {
  closures_.push_back({parameters, &body, scope});
  return {Value::Kind::Function, static_cast<std::uint32_t>(closures_.size() - 1)};
}

Value Resolver::value(Apply const& a, Span, Scope const& scope) {
  auto function = evaluate(*a.function, scope);
  auto argument = evaluate(*a.argument, scope);
  return apply(function, a.function->span, argument, a.argument->span, scope);
}

Value Resolver::apply(Value function, Span function_span, Value argument, Span argument_span,
                      Scope const& scope) {
  if (function.kind == Value::Kind::Unknown) return {};
  if (function.kind == Value::Kind::Primitive) {
    auto relation = expect(Sort::Relation, argument, argument_span, scope);
    return {Value::Kind::Set,
            graph_.unary(function.index == 0 ? NodeKind::Domain : NodeKind::Range, relation)};
  }
  if (function.kind != Value::Kind::Function) {
    error(scope, function_span, "this is not a function", "is there an operator missing after it?");
    return {};
  }
  auto const called = closures_[function.index]; // a copy: applying it makes more of them
  auto inner = called.scope;
  inner.at_top = false;
  for (auto& [name, meaning] : destructure(called.parameters.front(), argument, argument_span, scope))
    inner = environment_.with(inner, name, meaning);
  if (called.parameters.size() > 1) return closure(called.parameters.subspan(1), *called.body, inner);
  return evaluate(*called.body, inner);
}

std::vector<Resolver::Meaning> Resolver::destructure(Pattern const& pattern, Value value, Span span,
                                                     Scope const& scope) {
  if (pattern.names.size() == 1) return {{pattern.names[0], value}};
  std::vector<Value> elements(pattern.names.size());
  if (value.kind == Value::Kind::Tuple && tuples_[value.index].size() == elements.size()) {
    elements = tuples_[value.index];
  } else if (value.kind != Value::Kind::Unknown) {
    auto found = value.kind == Value::Kind::Tuple ? tuples_[value.index].size() : 1;
    error(scope, span,
          "expected " + std::to_string(elements.size()) + " values, found " + std::to_string(found));
  }
  std::vector<Meaning> out;
  for (std::size_t i = 0; i < elements.size(); ++i) out.emplace_back(pattern.names[i], elements[i]);
  return out;
}

std::vector<Resolver::Meaning> Resolver::define_once(std::vector<Binding> const& bindings,
                                                     Scope const& scope) {
  std::vector<Meaning> out;
  for (auto& b : bindings) {
    auto meaning = b.parameters.empty() ? evaluate(*b.body, scope) : closure(b.parameters, *b.body, scope);
    auto parts = destructure(b.pattern, meaning, b.body->span, scope);
    out.insert(out.end(), parts.begin(), parts.end());
  }
  return out;
}

Value Resolver::value(LetIn const& l, Span, Scope const& scope) {
  auto inner = scope;
  inner.at_top = false;
  for (auto& [name, meaning] :
       l.recursive ? define_recursively(l.bindings, scope) : define_once(l.bindings, scope))
    inner = environment_.with(inner, name, meaning);
  return evaluate(*l.body, inner);
}

// The attempt stands unless it uses a name that nobody defined. Anything else wrong with it is said.
Value Resolver::value(Try const& t, Span, Scope const& scope) {
  auto const unbound_before = unbound_, suppressed_before = suppressed_;
  ++muted_;
  auto attempt = evaluate(*t.attempt, scope);
  --muted_;
  if (unbound_ != unbound_before) return evaluate(*t.otherwise, scope);
  if (suppressed_ != suppressed_before && muted_ == 0) return evaluate(*t.attempt, scope);
  return attempt;
}

Value Resolver::value(Conditional const& c, Span, Scope const& scope) {
  auto truth = holds(*c.condition, scope);
  if (truth) return evaluate(*truth ? *c.then : *c.otherwise, scope);
  evaluate(*c.then, scope);
  evaluate(*c.otherwise, scope);
  return {};
}

std::optional<bool> Resolver::holds(Condition const& condition, Scope const& scope) {
  if (auto v = std::get_if<Variant>(&condition.node)) return variants_.contains(in_small_letters(v->name));
  if (auto n = std::get_if<Not>(&condition.node)) {
    auto truth = holds(*n->operand, scope);
    return truth ? std::optional(!*truth) : std::nullopt;
  }
  if (auto all = std::get_if<All>(&condition.node))
    return std::ranges::all_of(all->parts, [&](auto& p) { return holds(*p, scope).value_or(false); });
  if (auto any = std::get_if<Any>(&condition.node))
    return std::ranges::any_of(any->parts, [&](auto& p) { return holds(*p, scope).value_or(false); });
  auto& compare = std::get<Compare>(condition.node);
  auto left = evaluate(*compare.left, scope), right = evaluate(*compare.right, scope);
  if (compare.op == Comparison::Equal && left.kind == Value::Kind::Tag && right.kind == Value::Kind::Tag)
    return left == right;
  unsupported(scope, condition.span, "a condition on what an execution contains is not supported yet");
  return std::nullopt;
}

Value Resolver::value(Match const& m, Span, Scope const& scope) {
  std::vector<Case const*> cases;
  for (auto& c : m.clauses) cases.push_back(&c.when);
  auto chosen = choose(evaluate(*m.subject, scope), m.subject->span, cases, scope);
  return chosen ? evaluate(*m.clauses[*chosen].body, scope) : Value{};
}

std::optional<std::size_t> Resolver::choose(Value subject, Span span, std::vector<Case const*> const& cases,
                                            Scope const& scope) {
  if (subject.kind == Value::Kind::Unknown) return std::nullopt;
  if (subject.kind != Value::Kind::Tag) {
    unsupported(scope, span, "'match' on anything but a tag is not supported yet");
    return std::nullopt;
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto tag = std::get_if<TagCase>(cases[i]);
    bool matches = tag && tags_.contains(tag->tag) && tags_.at(tag->tag) == subject.index;
    if (matches || std::holds_alternative<DefaultCase>(*cases[i])) return i;
  }
  error(scope, span, "no case for this tag");
  return std::nullopt;
}

} // namespace barrister::frontend::cat
