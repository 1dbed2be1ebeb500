// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/resolver.hpp"
#include "frontend/cat/syntax.hpp"
#include "spec/tag.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

constexpr std::uint64_t most_steps = 1'000'000;
constexpr int deepest_include = 50;

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
  if (l.when) unsupported(scope, span, "'let rec … when' is not supported yet");
  for (auto& [name, meaning] :
       l.recursive ? define_recursively(l.bindings, scope) : define_once(l.bindings, scope))
    define(scope, name, meaning);
}

void Resolver::run(Assertion const& a, Span span, Scope& scope) {
  auto due = a.test == Test::Empty ? Sort::Either : Sort::Relation;
  auto checked = expect(due, *a.expression, scope);
  if (a.force == Force::Certainty) return unsupported(scope, span, "'assert' is not supported yet");
  auto& source = scope.source->source;
  model_.checks.push_back({role(a.force), a.test, a.negated, checked, a.name, source.place(span.begin),
                           folded(source.text(span))});
}

void Resolver::run(Show const&, Span, Scope&) {}
void Resolver::run(ShowAs const& s, Span, Scope& scope) { evaluate(*s.expression, scope); }
void Resolver::run(Debug const& d, Span, Scope& scope) { evaluate(*d.expression, scope); }
void Resolver::run(Instructions const&, Span, Scope&) { bell_is_there_ = true; }

void Resolver::run(Include const& i, Span, Scope& scope) {
  if (!included_.insert(i.path).second) return;
  auto found = reader_(i.path);
  if (!found) {
    error(scope, i.path_span, "cannot find the file '" + i.path + "'");
    return diagnostics_.about(Topic::Unreadable, i.path);
  }
  if (includes_ >= deepest_include) return error(scope, i.path_span, "too many files including each other");
  ++includes_;
  run(*found);
  --includes_;
  scope.globals = globals_;
}

void Resolver::run(Enum const& e, Span, Scope& scope) {
  for (auto& t : e.tags) {
    auto set = set_of_tag(t.name);
    if (is_base_set(set) && !is_base_set_of_tag(set))
      unsupported(scope, t.span, "the tag '" + t.name + " takes the name of the set " + set);
    define(scope, set, {Value::Kind::Set, graph_.base(set, true)});
  }
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

void Resolver::run(Forall const& f, Span span, Scope& scope) {
  evaluate(*f.set, scope);
  unsupported(scope, span, "'forall' is not supported yet");
}

void Resolver::run(WithFrom const& w, Span span, Scope& scope) {
  unsupported(scope, span, "'with … from' (a choice in each execution) is not supported yet");
  define(scope, w.name, {});
}

void Resolver::run(StatementMatch const& m, Span, Scope& scope) {
  std::vector<Case const*> cases;
  for (auto& c : m.clauses) cases.push_back(&c.when);
  if (auto chosen = choose(evaluate(*m.subject, scope), m.subject->span, cases, scope))
    run(m.clauses[*chosen].body, scope);
}

void Resolver::run(IfVariant const& i, Span, Scope& scope) {
  if (auto truth = holds(*i.condition, scope)) run(*truth ? i.then : i.otherwise, scope);
}

std::optional<MemoryModel> Resolver::finish() {
  if (failed_) return std::nullopt;
  graph_.move_into(model_);
  return std::move(model_);
}

} // namespace barrister::frontend::cat
