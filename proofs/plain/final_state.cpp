// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/encoder.hpp"
#include <set>

namespace barrister::proofs::plain {

// Of cells that somebody asks about.
void Encoder::find_final_values() {
  std::set<Value> asked;
  for (TermId t = 0; t < program_.terms.size(); ++t) {
    auto const& term = program_.terms[t];
    if (term.kind == Term::Kind::Final)
      for (auto [cell, _] : values_.of(term.a).is) asked.insert(cell);
  }
  for (auto const& [cell, final] : finals_)
    if (program_.runs.empty() || asked.contains(cell)) find_final_value(cell, final);
  for (TermId t = 0; t < program_.terms.size(); ++t) {
    auto const& term = program_.terms[t];
    if (term.kind != Term::Kind::Final) continue;
    for (auto [cell, is] : values_.of(term.a).is)
      if (auto const at = finals_.find(cell); at != finals_.end()) values_.require_same(is, at->second, t);
  }
}
void Encoder::find_final_value(Value cell, TermId final) {
  std::vector<Literal> all;
  for (auto w : writes_) {
    auto const is_there = out_.is_at(w, cell);
    if (is_there == never || executed(w) == never) continue;
    auto const is_last = gates_.fresh();
    all.push_back(is_last);
    gates_.require({-is_last, is_there});
    gates_.require({-is_last, executed(w)});
    for (auto other : writes_) gates_.require({-is_last, -out_.of_pair(out_.before_, {w, other})});
    values_.require_same(is_last, program_.events[w].value, final);
  }
  gates_.require_exactly_one(all);
}

LitmusEncoder::LitmusEncoder(LitmusTest const& test, Unfolding const& program, Values& values,
                             std::map<Value, TermId> const& finals, Gates& gates)
    : Encoder(program, values, finals, gates), test_(test) {}

Encoding LitmusEncoder::encode() {
  memory(test_.program.tag_names);
  out_.satisfies_ = proposition(test_.proposition);
  out_.passes_ = test_.filter ? proposition(*test_.filter) : always;
  return finished();
}

TermId LitmusEncoder::at_end(Observable const& o) const {
  if (auto const* r = std::get_if<Register>(&o)) return program_.locals[r->cpu][r->local];
  return finals_.at(std::get<Cell>(o).address);
}

Literal LitmusEncoder::equal(Proposition const& p) {
  if (p.right) return values_.is_equal(at_end(*p.left), at_end(*p.right));
  auto const& type = type_of(test_.program, *p.left);
  auto const* array = std::get_if<WholeArray>(&*p.left);
  if (!array) return values_.is_shown_as(at_end(*p.left), p.values.at(0), type);
  if (p.values.size() != test_.program.objects[array->object].initial.size()) return never;
  auto out = always;
  for (std::size_t i = 0; i < p.values.size(); ++i) {
    auto const cell = finals_.at(address(array->object, static_cast<std::int64_t>(i)));
    out = gates_.both(out, values_.is_shown_as(cell, p.values[i], type));
  }
  return out;
}
Literal LitmusEncoder::proposition(Proposition const& p) {
  auto const operand = [&](std::size_t i) { return proposition(p.operands[i]); };
  switch (p.kind) {
  case Proposition::Kind::True: return always;
  case Proposition::Kind::False: return never;
  case Proposition::Kind::Equal: return equal(p);
  case Proposition::Kind::Not: return -operand(0);
  case Proposition::Kind::Implies: return gates_.either(-operand(0), operand(1));
  case Proposition::Kind::And: {
    auto out = always;
    for (std::size_t i = 0; i < p.operands.size(); ++i) out = gates_.both(out, operand(i));
    return out;
  }
  case Proposition::Kind::Or: {
    auto out = never;
    for (std::size_t i = 0; i < p.operands.size(); ++i) out = gates_.either(out, operand(i));
    return out;
  }
  }
  return never;
}

} // namespace barrister::proofs::plain
