// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/resolver.hpp"
#include "frontend/cat/syntax.hpp"
#include "spec/tag.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

constexpr std::uint64_t most_steps = 1'000'000;

Role role(Force f) {
  return f == Force::Flag ? Role::Flag : f == Force::Requirement ? Role::Requirement : Role::Axiom;
}

} // namespace

bool Resolver::worth_saying(Scope const& scope, Span span, std::string const& message) {
  failed_ = failed_ || muted_ == 0;
  if (muted_ > 0) ++suppressed_;
  if (muted_ > 0 || said_.size() >= most_errors) return false;
  return said_.emplace(&scope.source->source, span.begin, message).second;
}
void Resolver::error(Scope const& scope, Span span, std::string const& message, std::string const& hint) {
  if (worth_saying(scope, span, message)) diagnostics_.error(scope.source->source, span, message, hint);
}
void Resolver::unsupported(Scope const& scope, Span span, std::string const& what, std::string const& hint) {
  if (muted_ > 0) ++unsupported_;
  if (worth_saying(scope, span, what)) diagnostics_.unsupported(scope.source->source, span, what, hint);
}

bool Resolver::exhausted(Span span, Scope const& scope) {
  if (++steps_ <= most_steps) return false;
  if (!exhausted_)
    diagnostics_.error(scope.source->source, span, "this model is too large when its functions are applied");
  exhausted_ = failed_ = true;
  return true;
}

File const* Resolver::run(LoadedFile const& loaded) {
  auto& source = sources_.emplace_back(LoadedSource{Source(loaded.name, loaded.text), {}});
  auto file = parse(source.source, diagnostics_);
  if (!file) {
    failed_ = true;
    return nullptr;
  }
  source.file = std::move(*file);
  Scope scope{&source, 0, globals_, true};
  run(source.file.statements, scope);
  return &source.file;
}

void Resolver::run(std::vector<Statement> const& statements, Scope& scope) {
  Level const level(depth_);
  for (auto& s : statements) {
    if (exhausted(s.span, scope)) return;
    std::visit([&](auto& node) { run(node, s.span, scope); }, s.node);
  }
}

// The last meaning of a name that all can see is remembered for those who ask about the model.
void Resolver::define(Scope& scope, std::string const& name, Value value) {
  environment_.define(scope, name, value);
  if (!scope.at_top || name.empty()) return;
  globals_ = scope.globals;
  bool has_node = value.kind == Value::Kind::Set || value.kind == Value::Kind::Relation ||
                  value.kind == Value::Kind::Nothing;
  if (has_node)
    model_.names[name] = node(value);
  else
    model_.names.erase(name);
}

void Resolver::run(Let const& l, Span span, Scope& scope) {
  bool const is_lazy =
      !l.recursive && l.bindings.size() == 1 && l.bindings[0].parameters.empty() && scope.at_top;
  for (auto& [name, meaning] : is_lazy       ? define_lazily(l.bindings[0], scope)
                               : l.recursive ? define_recursively(l.bindings, scope)
                                             : define_once(l.bindings, scope))
    define(scope, name, meaning);
  // herd7 asks in every round and leaves the execution at the first no; a relation that only grows passes in
  // the end if it passed in every round.
  if (l.when && l.when->negated)
    unsupported(scope, span, "'let rec … when' with a negated test");
  else if (l.when)
    run(*l.when, l.when->span, scope);
}

void Resolver::run(Assertion const& a, Span span, Scope& scope) {
  auto due = a.test == Test::Empty ? Sort::Either : Sort::Relation;
  auto checked = expect(due, *a.expression, scope);
  if (a.force == Force::Certainty) {
    bool const is_known = a.test == Test::Empty && !a.negated && graph_.node(checked).kind == NodeKind::Empty;
    return is_known ? void() : unsupported(scope, span, "'assert' of what differs between executions");
  }
  auto& source = scope.source->source;
  model_.checks.push_back({role(a.force), a.test, a.negated, checked, a.name, source.place(span.begin),
                           folded(source.text(span))});
}

void Resolver::run(Show const&, Span, Scope&) {}
void Resolver::run(ShowAs const& s, Span, Scope& scope) { // for pictures alone
  ++muted_;
  evaluate(*s.expression, scope);
  --muted_;
}
void Resolver::run(Debug const& d, Span, Scope& scope) { evaluate(*d.expression, scope); }
void Resolver::run(Instructions const&, Span, Scope&) { bell_is_there_ = true; }

// A file is read again each time: what it defines may now be defined by others' latest meanings. The kernel's
// lock.cat relies on it, for the writes that cos-opt.cat orders. The library of all models is read once.
void Resolver::run(Include const& i, Span, Scope& scope) {
  if (i.path == "stdlib.cat") return;
  auto found = reader_(i.path);
  if (!found) {
    auto const said = diagnostics_.all().size();
    error(scope, i.path_span, "cannot find the file '" + i.path + "'");
    if (diagnostics_.all().size() > said) diagnostics_.about(Topic::Unreadable, i.path);
    return;
  }
  if (std::ranges::find(including_, i.path) != including_.end())
    return error(scope, i.path_span, "'" + i.path + "' includes itself, without end");
  including_.push_back(i.path);
  run(*found);
  including_.pop_back();
  scope.globals = globals_;
}

void Resolver::run(Enum const& e, Span, Scope& scope) {
  std::vector<Value> tags;
  for (auto& t : e.tags) {
    auto set = set_of_tag(t.name);
    if (is_base_set(set) && !is_base_set_of_tag(set))
      unsupported(scope, t.span, "the tag '" + t.name + " takes the name of the set " + set);
    define(scope, set, {Value::Kind::Set, graph_.base(set, true)});
    tags.push_back(value(TagName{t.name}, t.span, scope));
  }
  if (!environment_.find(scope, e.name)) define(scope, e.name, collection(std::move(tags)));
}

void Resolver::run(Procedure const& p, Span, Scope& scope) {
  procedures_.push_back({&p, scope});
  Value meaning{Value::Kind::Procedure, static_cast<std::uint32_t>(procedures_.size() - 1)};
  define(scope, p.name, meaning);
  if (p.recursive) procedures_.back().scope = scope;
}

void Resolver::run(Call const& c, Span span, Scope& scope) {
  auto argument = evaluate(*c.argument, scope);
  auto called = environment_.find(scope, c.procedure);
  if (!called || called->kind != Value::Kind::Procedure)
    return error(scope, span, "there is no procedure '" + c.procedure + "'");
  auto const procedure = procedures_[called->index];
  auto inner = procedure.scope;
  inner.at_top = false;
  for (auto& [name, meaning] : destructure(procedure.procedure->parameter, argument, c.argument->span, scope))
    inner = environment_.with(inner, name, meaning);
  if (depth_ > deepest)
    return error(scope, span, "applied too deep inside each other: a recursion without end?");
  run(procedure.procedure->body, inner);
}

void Resolver::run(StatementMatch const& m, Span, Scope& scope) {
  std::vector<Case const*> cases;
  for (auto& c : m.clauses) cases.push_back(&c.when);
  auto inner = scope;
  auto const chosen = choose(evaluate(*m.subject, scope), m.subject->span, cases, inner);
  if (!chosen) return;
  bool const names_parts = std::holds_alternative<ElementCase>(*cases[*chosen]);
  run(m.clauses[*chosen].body, names_parts ? inner : scope);
}

void Resolver::run(IfVariant const& i, Span, Scope& scope) {
  if (auto truth = holds(*i.condition, scope)) run(*truth ? i.then : i.otherwise, scope);
}

// A model whose choices speak of lock events says itself what locks do.
LockSemantics Resolver::lock_semantics() const {
  std::vector<NodeId> waiting = model_.choices;
  std::set<NodeId> seen;
  while (!waiting.empty()) {
    auto const n = waiting.back();
    waiting.pop_back();
    if (!seen.insert(n).second) continue;
    auto const& node = graph_.node(n);
    constexpr std::string_view lock_events[] = {"LKR", "LKW", "UL", "LF", "RL", "RU"};
    if (node.kind == NodeKind::Base && std::ranges::find(lock_events, node.name) != std::end(lock_events))
      return LockSemantics::ByModel;
    if (is_unary(node.kind) || is_binary(node.kind)) waiting.push_back(node.a);
    if (is_binary(node.kind)) waiting.push_back(node.b);
  }
  return LockSemantics::Waiting;
}

std::optional<MemoryModel> Resolver::finish() {
  if (failed_) return std::nullopt;
  for (auto const& p : postponed_)
    if (!p.is_used && !p.unbound.empty() && p.at.begin >= p.body->span.begin && p.at.end <= p.body->span.end)
      diagnostics_.warning(p.scope.source->source, p.at,
                           "unbound name '" + p.unbound + "' in '" + p.name + "', which nothing uses",
                           meant_by(p.unbound, p.scope));
  model_.locks = lock_semantics();
  graph_.move_into(model_);
  // A placeholder that is still there (inside a `let rec`, say) would be taken for the empty set.
  if (std::ranges::any_of(model_.nodes, is_placeholder)) {
    unsupported({&sources_.back()}, {},
                "a recursive definition that depends on an element of map, fold or forall");
    return std::nullopt;
  }
  return std::move(model_);
}

} // namespace barrister::frontend::cat
