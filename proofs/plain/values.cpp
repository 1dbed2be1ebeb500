// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/values.hpp"
#include "proofs/plain/cell.hpp"

namespace barrister::proofs::plain {

Literal Values::Of::of(Value v) const {
  auto const at = is.find(v);
  return at == is.end() ? never : at->second;
}

Values::Values(Unfolding const& program, Domains const& domains, Gates& gates)
    : program_(program), gates_(gates), values_(program.terms.size()) {
  for (TermId t = 0; t < values_.size(); ++t) make(t, domains.of(t));
  for (TermId t = 0; t < values_.size(); ++t) define(t);
  define_questions();
}

void Values::make(TermId t, Domain const& domain) {
  auto& value = values_[t];
  // What never has a value has this one, and nothing comes of it.
  value.is_never = domain.values.empty() && !domain.has_others;
  auto const set = domain.values.empty() ? std::set{number(0)} : domain.values;
  if (set.size() == 1 && !domain.has_others) {
    value.is[*set.begin()] = always;
    return;
  }
  std::vector<Literal> all;
  for (auto v : set) all.push_back(value.is[v] = gates_.fresh());
  if (domain.has_others) all.push_back(value.others = gates_.fresh());
  gates_.require_exactly_one(all);
}

// Of what is in no set, and cannot be others either, there is no execution: nothing is said.
void Values::imply_value(std::vector<Literal> conditions, TermId t, Value v) {
  for (auto& l : conditions) l = -l;
  auto const is = values_[t].of(v);
  auto const implied = is == never ? values_[t].others : is;
  if (implied == never) return;
  conditions.push_back(implied);
  gates_.require(std::move(conditions));
}

void Values::require_same(Literal when, TermId from, TermId to) {
  auto const &a = values_[from], &b = values_[to];
  if (a.is_never) return;
  auto const one_way = [&](Of const& x, Of const& y) {
    for (auto [v, is] : x.is) {
      auto const there = y.of(v);
      gates_.require({-when, -is, there == never ? y.others : there});
    }
    if (x.others == never) return;
    std::vector<Literal> clause{-when, -x.others, y.others};
    for (auto [v, is] : y.is)
      if (!x.is.contains(v)) clause.push_back(is);
    gates_.require(std::move(clause));
  };
  one_way(a, b);
  one_way(b, a);
}

void Values::define(TermId t) {
  auto const& term = program_.terms[t];
  switch (term.kind) {
  case Term::Kind::Constant:
  case Term::Kind::Choice:
  case Term::Kind::Read: // what it reads from has it
  case Term::Kind::Final:
  case Term::Kind::Owned: break;
  case Term::Kind::Select:
    require_same(term.condition, term.a, t);
    require_same(-term.condition, term.b, t);
    break;
  case Term::Kind::Operation:
  case Term::Kind::Conversion:
  case Term::Kind::Stored: define_operation(t); break;
  }
}
void Values::define_operation(TermId t) {
  auto const& term = program_.terms[t];
  auto const question = program_.valueless.find(t);
  auto const valueless = question == program_.valueless.end() ? never : question->second;
  static std::map<Value, Literal> const none{{number(0), always}};
  for (auto [a, is_a] : values_[term.a].is)
    for (auto [b, is_b] : has_two_operands(term) ? values_[term.b].is : none) {
      auto const v = value_of(program_.program, term, a, b);
      if (v) imply_value({is_a, is_b}, t, *v);
      if (valueless != never) gates_.require({-is_a, -is_b, v ? -valueless : valueless});
    }
}

void Values::define_questions() {
  for (auto [t, answer] : program_.truths) {
    for (auto [v, is] : values_[t].is) gates_.require({-is, truth(v) ? answer : -answer});
    if (values_[t].is.contains(number(0))) gates_.require({-values_[t].others, answer});
  }
  for (auto [t, answer] : program_.cellless) {
    for (auto [v, is] : values_[t].is) gates_.require({-is, is_cell(program_.program, v) ? -answer : answer});
    gates_.require({-values_[t].others, answer}); // its set has all cells then
  }
}

Literal Values::are_same(TermId a, TermId b) {
  if (a == b) return always;
  std::vector<Literal> ways;
  for (auto [v, is] : values_[a].is) ways.push_back(gates_.both(is, values_[b].of(v)));
  return gates_.any(ways);
}
Literal Values::are_others(TermId a, TermId b) {
  if (values_[a].others != never || values_[b].others != never) return never;
  return -are_same(a, b);
}

Literal Values::is_shown_as(TermId t, Value wanted, Type const& type) {
  auto const& value = values_[t];
  wanted = shown(wanted, type);
  auto const out = gates_.fresh();
  for (auto [v, is] : value.is) gates_.require({-is, shown(v, type) == wanted ? out : -out});
  bool const is_as_shown = type.wraps || type.bits == 64;
  if (is_as_shown && value.is.contains(wanted)) gates_.require({-value.others, -out});
  return out;
}
Literal Values::is_equal(TermId a, TermId b) {
  auto const out = gates_.fresh();
  auto const &left = values_[a], &right = values_[b];
  for (auto [v, is_left] : left.is)
    for (auto [w, is_right] : right.is) gates_.require({-is_left, -is_right, v == w ? out : -out});
  auto const differ = [&](Of const& x, Of const& y) {
    for (auto [v, is] : x.is)
      if (y.is.contains(v)) gates_.require({-is, -y.others, -out});
  };
  differ(left, right);
  differ(right, left);
  return out;
}

} // namespace barrister::proofs::plain
