// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/cell.hpp"
#include "proofs/plain/unfolder.hpp"
#include <algorithm>

namespace barrister::proofs::plain {

TermId Unfolder::term(Term t) {
  if (out_.terms.size() >= draft_.limits.terms)
    refuse("more than " + std::to_string(draft_.limits.terms) + " computations,");
  return draft_.term(std::move(t));
}
TermId Unfolder::constant(Value v) { return draft_.constant(v); }
TermId Unfolder::operation(Operator op, TermId a, TermId b, Type const& type) {
  auto const &left = out_.terms[a], &right = out_.terms[b];
  if (left.kind == Term::Kind::Constant && right.kind == Term::Kind::Constant)
    if (auto const v = apply(op, left.value, right.value, type)) return constant(*v);
  return term({Term::Kind::Operation, {}, a, b, op, type});
}
TermId Unfolder::converted(TermId t, Type const& type) {
  if (!type.wraps || type.bits >= 64) return t;
  if (out_.terms[t].kind == Term::Kind::Constant) return constant(convert(out_.terms[t].value, type));
  return term({Term::Kind::Conversion, {}, t, t, Operator::Add, type});
}
TermId Unfolder::stored(TermId value, TermId address) {
  auto const& cell = out_.terms[address];
  if (cell.kind == Term::Kind::Constant && is_cell(out_.program, cell.value))
    return converted(value, type_of_cell(out_.program.objects[cell.value.object], cell.value.number));
  return term({Term::Kind::Stored, {}, value, address});
}

Literal Unfolder::truth_of(TermId id) {
  auto const& t = out_.terms[id];
  if (t.kind == Term::Kind::Constant) return truth(t.value) ? always : never;
  if (t.kind == Term::Kind::Operation && t.op == Operator::LogicalNot && t.type.bits == 64)
    return -truth_of(t.a);
  auto const [at, is_new] = out_.truths.try_emplace(id, 0);
  if (is_new) at->second = gates_.fresh();
  return at->second;
}
Literal Unfolder::cellless(TermId id) {
  auto const& t = out_.terms[id];
  if (t.kind == Term::Kind::Constant) return is_cell(out_.program, t.value) ? never : always;
  auto const [at, is_new] = out_.cellless.try_emplace(id, 0);
  if (is_new) at->second = gates_.fresh();
  return at->second;
}
Literal Unfolder::valueless(TermId id) {
  if (out_.terms[id].kind != Term::Kind::Operation) return never;
  auto const [at, is_new] = out_.valueless.try_emplace(id, 0);
  if (is_new) at->second = gates_.fresh();
  return at->second;
}

Unfolder::Known Unfolder::value(Expression const& expression) {
  if (auto const* c = std::get_if<Constant>(&expression.node)) return {constant(c->value)};
  if (auto const* use = std::get_if<LocalUse>(&expression.node)) return state_.locals[use->local];
  if (std::holds_alternative<ThisCpu>(expression.node)) return {this_cpu()};
  if (auto const* conversion = std::get_if<Conversion>(&expression.node)) {
    auto out = value(*conversion->operand);
    out.term = converted(out.term, conversion->type);
    return out;
  }
  auto const& o = std::get<Operation>(expression.node);
  auto const left = value(*o.left), right = o.right ? value(*o.right) : known_constant(0);
  Known out{operation(o.op, left.term, right.term, o.type), joined(left.data, right.data),
            joined(left.control, right.control)};
  pending_.push_back(valueless(out.term));
  return out;
}

Sources Unfolder::joined(Sources const& a, Sources const& b) {
  auto out = a;
  for (auto [e, when] : b) {
    auto const [at, is_new] = out.try_emplace(e, when);
    if (!is_new) at->second = gates_.either(at->second, when);
  }
  return out;
}
Sources Unfolder::only_if(Literal condition, Sources const& sources) {
  Sources out;
  for (auto [e, when] : sources)
    if (auto const l = gates_.both(condition, when); l != never) out[e] = l;
  return out;
}
Sources Unfolder::merged(Literal is_first, Sources const& a, Sources const& b) {
  if (a == b) return a;
  return joined(only_if(is_first, a), only_if(-is_first, b));
}
Unfolder::Known Unfolder::merged(Literal is_first, Known const& a, Known const& b) {
  if (is_first == always) return a;
  if (is_first == never) return b;
  auto const same = a.term == b.term;
  return {same ? a.term : term({Term::Kind::Select, {}, a.term, b.term, Operator::Add, {}, is_first}),
          merged(is_first, a.data, b.data), merged(is_first, a.control, b.control)};
}
Unfolder::State Unfolder::merged(State const& a, State const& b) {
  if (a.guard == never) return b;
  if (b.guard == never) return a;
  if (!(a.depth == b.depth)) refuse("interrupts or preemption off on some ways alone");
  State out{gates_.either(a.guard, b.guard)};
  out.depth = a.depth;
  for (std::size_t i = 0; i < a.locals.size(); ++i)
    out.locals.push_back(merged(a.guard, a.locals[i], b.locals[i]));
  for (std::size_t i = 0; i < a.blocks.size(); ++i)
    out.blocks.push_back(merged(a.guard, a.blocks[i], b.blocks[i]));
  return out;
}
Sources Unfolder::conditions() {
  auto out = arms_;
  for (auto const& block : state_.blocks) out = joined(out, block);
  return out;
}

} // namespace barrister::proofs::plain
