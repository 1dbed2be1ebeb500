// SPDX-License-Identifier: BSD-2-Clause
#include "cli/answer.hpp"
#include "cli/smaller.hpp"
#include "proofs/check.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// Of the states that satisfy the proposition, or falsify it, one whose execution is smallest; and of these
// the one with the smallest values. The first of them, or the one that was asked for, has `index`.
ReachedState const& smallest(LitmusTest const& test, LitmusResult const& r, std::size_t index) {
  auto const satisfies = [&](ReachedState const& state) {
    return holds(test.proposition, test.program,
                 [&](Observable const& o) { return proofs::observe(state.execution, o); });
  };
  auto const comes_first = [](ReachedState const& a, ReachedState const& b) {
    if (is_smaller(a.execution, b.execution)) return true;
    return !is_smaller(b.execution, a.execution) && a.values < b.values;
  };
  auto const* best = &r.states.at(index);
  bool const wanted = satisfies(*best);
  for (auto const& state : r.states)
    if (comes_first(state, *best) && satisfies(state) == wanted) best = &state;
  return *best;
}

} // namespace

std::optional<Witness> witness(LitmusTest const& test, Answer const& answer) {
  auto const& r = answer.result;
  if (!r.faults.empty())
    return Witness{Witness::Kind::Faults, &r.faults.front().execution, nullptr, r.faults.front().faults};
  bool const forall = test.quantifier == Quantifier::Forall;
  if (auto const& state = forall ? r.falsifying : r.satisfying)
    return Witness{forall ? Witness::Kind::Falsifies : Witness::Kind::Satisfies,
                   &smallest(test, r, *state).execution};
  if (!forall && r.forbidden)
    return Witness{Witness::Kind::Forbidden, &*r.forbidden,
                   answer.explanation ? &*answer.explanation : nullptr};
  return std::nullopt;
}

} // namespace barrister::cli
