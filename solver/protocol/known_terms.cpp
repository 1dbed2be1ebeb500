// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/known_terms.hpp"

namespace barrister::solver {

using Kind = KnownTerms::Known::Kind;

KnownTerms::Known KnownTerms::at(TermId t) const {
  if (auto const found = leaves_.find(t); found != leaves_.end()) return {Kind::Value, found->second};
  if (auto const found = settled_.find(t); found != settled_.end()) return found->second;
  auto const out = compute(t);
  if (out.kind != Kind::Open) settled_[t] = out;
  return out;
}

KnownTerms::Known KnownTerms::compute(TermId t) const {
  auto const& term = graph_.terms[t];
  switch (term.kind) {
  case Term::Kind::Constant: return {Kind::Value, term.value};
  case Term::Kind::Operation: {
    auto const left = at(term.a), right = at(term.b);
    if (left.kind == Kind::NoValue || right.kind == Kind::NoValue) return {Kind::NoValue, {}};
    if (left.kind == Kind::Open || right.kind == Kind::Open) return {};
    auto const value = apply(graph_, term, left.value, right.value);
    return value ? Known{Kind::Value, *value} : Known{Kind::NoValue, {}};
  }
  case Term::Kind::Select: {
    auto const condition = at(term.a);
    return condition.kind == Kind::Value ? at(truth(condition.value) ? term.b : term.c) : condition;
  }
  case Term::Kind::Convert: {
    auto const operand = at(term.a);
    return operand.kind == Kind::Value ? Known{Kind::Value, convert(operand.value, graph_.types[term.b])}
                                       : operand;
  }
  case Term::Kind::Holds: {
    auto const guard = holds(term.a);
    return guard ? Known{Kind::Value, number(*guard ? 1 : 0)} : Known{};
  }
  case Term::Kind::ReadValue:
  case Term::Kind::Free:
  case Term::Kind::Cpu:
  case Term::Kind::Owned:
  case Term::Kind::FinalAt: break;
  }
  return {};
}

std::optional<bool> KnownTerms::holds(GuardId g) const {
  bool is_open = false;
  for (auto const& condition : graph_.guards[g]) {
    auto const term = at(condition.term);
    if (term.kind == Kind::Open)
      is_open = true;
    else if (term.kind == Kind::NoValue || truth(term.value) != condition.holds)
      return false;
  }
  return is_open ? std::nullopt : std::optional(true);
}

} // namespace barrister::solver
