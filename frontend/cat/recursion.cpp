// SPDX-License-Identifier: BSD-2-Clause
// let rec: a group of sets and relations becomes one fixpoint of the model. Before its variables can be
// nodes, their sorts have to be known, and nobody wrote them down. So the bodies are evaluated in silence
// with variables of no sort, which fit everywhere; operators tell the sorts of some bodies, these tell more,
// until no more is told. What is still open then is a relation: `let rec r = r`.
#include "frontend/cat/resolver.hpp"

namespace barrister::frontend::cat {
namespace {

bool is_function(Binding const& b) {
  return !b.parameters.empty() || std::holds_alternative<Function>(b.body->node);
}

} // namespace

// The functions of the group see the whole group, so their scope is known only after all are bound.
Scope Resolver::with_recursive(std::vector<Binding> const& bindings, std::vector<Value> const& variables,
                               Scope const& scope) {
  auto inner = scope;
  inner.at_top = false;
  auto const first = closures_.size();
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    auto& b = bindings[i];
    auto meaning = variables[i];
    if (is_function(b)) {
      auto written = std::get_if<Function>(&b.body->node);
      meaning = b.parameters.empty() ? closure({&written->parameter, 1}, *written->body, scope)
                                     : closure(b.parameters, *b.body, scope);
    }
    inner = environment_.with(inner, b.pattern.names[0], meaning);
  }
  for (auto i = first; i < closures_.size(); ++i) closures_[i].scope = inner;
  return inner;
}

std::vector<Value> Resolver::infer_sorts(std::vector<Binding> const& bindings, Scope const& scope) {
  std::vector<Value> variables(bindings.size());
  ++muted_;
  for (bool learnt = true; learnt;) {
    learnt = false;
    auto inner = with_recursive(bindings, variables, scope);
    for (std::size_t i = 0; i < bindings.size(); ++i) {
      if (is_function(bindings[i]) || variables[i].kind != Value::Kind::Unknown) continue;
      auto kind = evaluate(*bindings[i].body, inner).kind;
      if (kind != Value::Kind::Set && kind != Value::Kind::Relation) continue;
      variables[i] = {kind, graph_.empty(kind == Value::Kind::Set)};
      learnt = true;
    }
  }
  --muted_;
  return variables;
}

std::vector<Resolver::Meaning> Resolver::define_recursively(std::vector<Binding> const& bindings,
                                                            Scope const& scope) {
  for (auto& b : bindings) {
    if (b.pattern.names.size() == 1) continue;
    unsupported(scope, b.pattern.span, "a tuple defined by 'let rec' is not supported yet");
    return {};
  }
  auto variables = infer_sorts(bindings, scope);
  std::vector<bool> are_sets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    if (is_function(bindings[i])) continue;
    are_sets.push_back(variables[i].kind == Value::Kind::Set);
    names.push_back(bindings[i].pattern.names[0]);
  }
  auto const place = scope.source->source.place(bindings.front().span.begin);
  auto const group = are_sets.empty() ? 0 : graph_.open_fixpoint(are_sets, std::move(names), place);
  std::size_t position = 0;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    if (is_function(bindings[i])) continue;
    auto kind = are_sets[position] ? Value::Kind::Set : Value::Kind::Relation;
    variables[i] = {kind, graph_.variable(group, position)};
    ++position;
  }

  auto inner = with_recursive(bindings, variables, scope);
  std::vector<NodeId> bodies;
  std::vector<Meaning> out;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    auto& b = bindings[i];
    if (!is_function(b))
      bodies.push_back(expect(are_sets[bodies.size()] ? Sort::Set : Sort::Relation, *b.body, inner));
    auto& name = b.pattern.names[0];
    out.emplace_back(name, is_function(b) && !name.empty() ? *environment_.find(inner, name) : variables[i]);
  }
  if (!are_sets.empty()) graph_.close_fixpoint(group, std::move(bodies));
  return out;
}

} // namespace barrister::frontend::cat
