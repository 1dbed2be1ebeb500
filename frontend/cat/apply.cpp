// SPDX-License-Identifier: BSD-2-Clause
// Functions are applied where they are used: nothing of them is left in the model.
#include "frontend/cat/resolver.hpp"
#include "spec/tag.hpp"
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

Value Resolver::apply_builtin(Value builtin, Value argument, Span span, Scope const& scope) {
  constexpr auto all = static_cast<std::uint32_t>(Builtin::count_);
  auto const set_of_relation = [&](NodeKind kind) -> Value {
    return {Value::Kind::Set, graph_.unary(kind, expect(Sort::Relation, argument, span, scope))};
  };
  auto const is_whole = builtin.index < all;
  auto const which = is_whole ? static_cast<Builtin>(builtin.index) : partial_[builtin.index - all].first;
  auto const first = is_whole ? Value{} : partial_[builtin.index - all].second;
  switch (which) {
  case Builtin::Domain: return set_of_relation(NodeKind::Domain);
  case Builtin::Range: return set_of_relation(NodeKind::Range);
  case Builtin::Map:
  case Builtin::Fold:
    if (!is_whole)
      return which == Builtin::Map ? map(first, argument, span, scope) : fold(first, argument, span, scope);
    partial_.emplace_back(which, argument);
    return {Value::Kind::Primitive, all + static_cast<std::uint32_t>(partial_.size() - 1)};
  case Builtin::Cross: return cross(argument, span, scope);
  case Builtin::Linearisations: return linearisations(argument, span, scope);
  case Builtin::ClassesOfLocations: return classes(argument, span, scope);
  case Builtin::TagToEvents:
    if (argument.kind == Value::Kind::Tag)
      return {Value::Kind::Set, graph_.base(set_of_tag(name_of_tag(argument)), true)};
    error(scope, span, "'tag2events' is applied to a tag");
    return {};
  case Builtin::DifferentValues: // what has no value differs from all
    return {Value::Kind::Relation,
            graph_.binary(NodeKind::Difference, expect(Sort::Relation, argument, span, scope),
                          graph_.base("same-value", false))};
  case Builtin::count_: break;
  }
  return {};
}

Value Resolver::apply(Value function, Span function_span, Value argument, Span argument_span,
                      Scope const& scope) {
  if (function.kind == Value::Kind::Unknown) return {};
  if (function.kind == Value::Kind::Primitive) return apply_builtin(function, argument, argument_span, scope);
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

std::vector<Resolver::Meaning> Resolver::define_lazily(Binding const& b, Scope const& scope) {
  auto const unbound_before = unbound_, unsupported_before = unsupported_, suppressed_before = suppressed_;
  ++muted_;
  auto out = define_once({b}, scope);
  --muted_;
  auto const unbound = unbound_ - unbound_before, missing = unbound + unsupported_ - unsupported_before;
  auto const suppressed = suppressed_ - suppressed_before;
  if (suppressed == 0) return out;
  if (out.size() != 1 || suppressed > missing) return define_once({b}, scope); // wrong, used or not
  postponed_.push_back(
      {b.body.get(), scope, out[0].first, unbound > 0 ? last_unbound_.first : "", last_unbound_.second});
  out[0].second = {Value::Kind::Unknown, static_cast<std::uint32_t>(postponed_.size())};
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
  auto const unbound_before = unbound_, unsupported_before = unsupported_, suppressed_before = suppressed_;
  ++muted_;
  auto attempt = evaluate(*t.attempt, scope);
  --muted_;
  if (unbound_ != unbound_before) { // the attempt leaves no trace
    unbound_ = unbound_before;
    unsupported_ = unsupported_before;
    suppressed_ = suppressed_before;
    return evaluate(*t.otherwise, scope);
  }
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
  if (auto const known = compare_known(compare.op, left, right)) return known;
  unsupported(scope, condition.span, "a condition on what an execution contains");
  return std::nullopt;
}

std::string const& Resolver::name_of_tag(Value tag) const {
  return std::ranges::find(tags_, tag.index, [](auto const& t) { return t.second; })->first;
}

// Of what is the same in every execution.
std::optional<bool> Resolver::compare_known(Comparison op, Value left, Value right) const {
  bool const tags = left.kind == Value::Kind::Tag && right.kind == Value::Kind::Tag;
  if (op == Comparison::Equal && tags) return left == right;
  auto const l = elements_of(left), r = elements_of(right);
  auto const in = [](std::vector<Value> const& all) {
    return [&all](Value v) { return std::ranges::find(all, v) != all.end(); };
  };
  if (op == Comparison::In) return r ? std::optional(in(*r)(left)) : std::nullopt;
  if (!l || !r) return std::nullopt;
  bool const below = std::ranges::all_of(*l, in(*r));
  return op == Comparison::Subset ? below : below && std::ranges::all_of(*r, in(*l));
}

Value Resolver::value(Match const& m, Span, Scope const& scope) {
  std::vector<Case const*> cases;
  for (auto& c : m.clauses) cases.push_back(&c.when);
  auto inner = scope;
  auto chosen = choose(evaluate(*m.subject, scope), m.subject->span, cases, inner);
  return chosen ? evaluate(*m.clauses[*chosen].body, inner) : Value{};
}

std::optional<std::size_t> Resolver::choose(Value subject, Span span, std::vector<Case const*> const& cases,
                                            Scope& scope) {
  if (subject.kind == Value::Kind::Unknown) return std::nullopt;
  auto const elements = elements_of(subject);
  if (subject.kind != Value::Kind::Tag && !elements) {
    unsupported(scope, span, "'match' on what differs between executions",
                "map, fold and cross are known without it");
    return std::nullopt;
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (std::holds_alternative<DefaultCase>(*cases[i])) return i;
    if (auto const tag = std::get_if<TagCase>(cases[i])) {
      if (subject.kind == Value::Kind::Tag && tags_.contains(tag->tag) && tags_.at(tag->tag) == subject.index)
        return i;
    } else if (!elements) {
      continue;
    } else if (std::holds_alternative<EmptyCase>(*cases[i])) {
      if (elements->empty()) return i;
    } else if (!elements->empty()) {
      take_apart(std::get<ElementCase>(*cases[i]), *elements, scope);
      return i;
    }
  }
  error(scope, span, elements ? "no case for this set" : "no case for this tag");
  return std::nullopt;
}

// e ++ S, or S1 | e ++ S2: some element, and those before and behind it.
void Resolver::take_apart(ElementCase const& names, std::vector<Value> elements, Scope& scope) {
  scope.at_top = false;
  auto const parts = names.names.size();
  auto const e = elements.front();
  elements.erase(elements.begin());
  if (parts == 3) scope = environment_.with(scope, names.names[0], collection({}));
  scope = environment_.with(scope, names.names[parts - 2], e);
  scope = environment_.with(scope, names.names[parts - 1], collection(std::move(elements)));
}

} // namespace barrister::frontend::cat
