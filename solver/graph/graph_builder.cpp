// SPDX-License-Identifier: BSD-2-Clause
#include "solver/graph/graph_builder.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Each relation of a model is a square of bits: of so many, 12 MiB.
constexpr std::size_t most_events = 10'000;
// Terms, guards and dependencies, some 100 bytes each.
constexpr std::size_t most_parts = 4'000'000;

} // namespace

GraphBuilder::GraphBuilder(Deadline deadline) : deadline_(deadline) { intern(Guard{}); }

bool GraphBuilder::gives_up() {
  if (!graph.problem.empty()) return true;
  auto const parts =
      graph.terms.size() + graph.guards.size() + graph.addr.size() + graph.data.size() + graph.ctrl.size();
  if (graph.events.size() > most_events)
    graph.problem = "it unfolds to more than 10,000 events: lower --unroll";
  else if (parts > most_parts)
    graph.problem = "it unfolds to too many values and dependencies: lower --unroll";
  else if (++asked_ % 16 == 0)
    graph.problem = why_give_up(deadline_);
  return !graph.problem.empty();
}

TermId GraphBuilder::intern(Term t) {
  auto [at, fresh] = terms_.try_emplace(t, static_cast<TermId>(graph.terms.size()));
  if (fresh) graph.terms.push_back(t);
  return at->second;
}
GuardId GraphBuilder::intern(Guard g) {
  auto [at, fresh] = guards_.try_emplace(g, static_cast<GuardId>(graph.guards.size()));
  if (fresh) graph.guards.push_back(std::move(g));
  return at->second;
}
std::uint32_t GraphBuilder::intern(Type const& type) {
  auto same = [&](Type const& other) { return other.bits == type.bits && other.is_signed == type.is_signed; };
  auto at = std::ranges::find_if(graph.types, same);
  if (at == graph.types.end()) at = graph.types.insert(at, type);
  return static_cast<std::uint32_t>(at - graph.types.begin());
}
Value const* GraphBuilder::known(TermId t) const {
  auto const& term = graph.terms[t];
  return term.kind == Term::Kind::Constant ? &term.value : nullptr;
}

TermId GraphBuilder::constant(Value v) {
  Term t;
  t.value = v;
  return intern(t);
}
TermId GraphBuilder::read_value(EventId e) {
  Term t;
  t.kind = Term::Kind::ReadValue;
  t.a = e;
  return intern(t);
}
TermId GraphBuilder::operation(Operator op, TermId left, TermId right, Type const& type) {
  if (is_unary(op)) right = left;
  auto const *l = known(left), *r = known(right);
  if (l && r)
    if (auto value = apply(op, *l, *r, type)) return constant(*value);
  Term t;
  t.kind = Term::Kind::Operation;
  t.op = op;
  t.a = left;
  t.b = right;
  if (type.bits < 64 || !type.is_signed) t.c = intern(type) + 1;
  return intern(t);
}
TermId GraphBuilder::select(TermId condition, TermId yes, TermId no) {
  if (yes == no) return yes;
  if (auto const* c = known(condition)) return truth(*c) ? yes : no;
  if (auto const plain = flag(condition))
    return plain->holds ? select(plain->term, yes, no) : select(plain->term, no, yes);
  Term t;
  t.kind = Term::Kind::Select;
  t.a = condition;
  t.b = yes;
  t.c = no;
  return intern(t);
}
TermId GraphBuilder::convert(TermId operand, Type const& type) {
  if (type.bits >= 64 || !type.wraps) return operand;
  if (auto const* v = known(operand)) return constant(barrister::convert(*v, type));
  Term t;
  t.kind = Term::Kind::Convert;
  t.a = operand;
  t.b = intern(type);
  if (graph.terms[operand].kind == t.kind && graph.terms[operand].b == t.b) return operand;
  return intern(t);
}

TermId GraphBuilder::about(Term::Kind kind, std::uint32_t what) {
  Term t;
  t.kind = kind;
  t.a = what;
  return intern(t);
}
TermId GraphBuilder::free(unsigned count) {
  graph.free.push_back(count);
  return about(Term::Kind::Free, static_cast<std::uint32_t>(graph.free.size() - 1));
}
TermId GraphBuilder::cpu_of(std::uint32_t run) { return about(Term::Kind::Cpu, run); }
TermId GraphBuilder::owned(std::uint32_t read) { return about(Term::Kind::Owned, read); }
TermId GraphBuilder::final_at(TermId address) { return about(Term::Kind::FinalAt, address); }
TermId GraphBuilder::holds(GuardId guard) {
  return graph.guards[guard].empty() ? constant(number(1)) : about(Term::Kind::Holds, guard);
}

TermId GraphBuilder::no_value() {
  auto const zero = constant(number(0));
  return operation(Operator::Divide, zero, zero);
}

std::optional<Condition> GraphBuilder::flag(TermId t) const {
  auto const& term = graph.terms[t];
  if (term.kind != Term::Kind::Select) return std::nullopt;
  auto const *yes = known(term.b), *no = known(term.c);
  if (!yes || !no || truth(*yes) == truth(*no)) return std::nullopt;
  return Condition{term.a, truth(*yes)};
}

std::optional<GuardId> GraphBuilder::also(GuardId g, Condition condition) {
  if (auto const* v = known(condition.term))
    return truth(*v) == condition.holds ? std::optional(g) : std::nullopt;
  if (auto const& t = graph.terms[condition.term]; t.kind == Term::Kind::Select)
    for (bool const arm : {true, false}) {
      auto const* v = known(arm ? t.b : t.c);
      if (!v || truth(*v) == condition.holds) continue; // this arm might do
      auto const other = arm ? t.c : t.b, decider = t.a;
      auto const narrower = also(g, {decider, !arm});
      return narrower ? also(*narrower, {other, condition.holds}) : std::nullopt;
    }
  Guard guard = graph.guards[g];
  auto at = std::ranges::lower_bound(guard, condition.term, {}, &Condition::term);
  if (at != guard.end() && at->term == condition.term)
    return at->holds == condition.holds ? std::optional(g) : std::nullopt;
  guard.insert(at, condition);
  return intern(std::move(guard));
}
std::optional<GuardId> GraphBuilder::both(GuardId a, GuardId b) {
  std::optional<GuardId> out = a;
  for (auto const& condition : Guard(graph.guards[b]))
    if (out) out = also(*out, condition);
  return out;
}
bool GraphBuilder::exclude_each_other(GuardId a, GuardId b) const {
  auto const &x = graph.guards[a], &y = graph.guards[b];
  if (have_opposites(x, y)) return true;
  // `v == 0` and `v`: a compare-and-exchange that took what is free, and the loop around it that goes on.
  return std::ranges::any_of(x, [&](Condition const& one) {
    auto const meant = compared_with_zero(one);
    return std::ranges::any_of(y, [&](Condition const& other) {
      auto const against = compared_with_zero(other);
      return meant.term == against.term && meant.holds != against.holds;
    });
  });
}
Condition GraphBuilder::compared_with_zero(Condition c) const {
  for (;;) {
    auto const& t = graph.terms[c.term];
    if (t.kind == Term::Kind::Convert && c.holds) { // 0 is 0 in every type
      c.term = t.a;
      continue;
    }
    if (t.kind == Term::Kind::Operation && t.op == Operator::LogicalNot) {
      c = {t.a, !c.holds};
      continue;
    }
    bool const is_comparison =
        t.kind == Term::Kind::Operation && (t.op == Operator::Equal || t.op == Operator::NotEqual);
    auto const* b = is_comparison ? known(t.b) : nullptr;
    if (!b || truth(*b)) return c;
    c = {t.a, c.holds == (t.op == Operator::NotEqual)};
  }
}
bool GraphBuilder::implies(GuardId stronger, GuardId weaker) const {
  return std::ranges::includes(graph.guards[stronger], graph.guards[weaker]);
}

std::optional<GuardId> GraphBuilder::either(GuardId a, GuardId b) {
  if (implies(a, b)) return b;
  if (implies(b, a)) return a;
  auto const &x = graph.guards[a], &y = graph.guards[b];
  if (x.size() != y.size()) return std::nullopt;
  auto const [at, other] = std::ranges::mismatch(x, y);
  bool const is_one = at->term == other->term && std::equal(at + 1, x.end(), other + 1);
  if (!is_one) return std::nullopt;
  Guard out(x.begin(), at);
  out.insert(out.end(), at + 1, x.end());
  return intern(std::move(out));
}

} // namespace barrister::solver
