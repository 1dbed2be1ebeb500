// SPDX-License-Identifier: BSD-2-Clause
#include "cli/answer.hpp"

namespace barrister::cli {

std::optional<Witness> witness(LitmusTest const& test, Answer const& answer) {
  auto const& r = answer.result;
  if (!r.faults.empty())
    return Witness{Witness::Kind::Faults, &r.faults.front().execution, nullptr, r.faults.front().faults};
  bool const forall = test.quantifier == Quantifier::Forall;
  if (auto const& state = forall ? r.falsifying : r.satisfying)
    return Witness{forall ? Witness::Kind::Falsifies : Witness::Kind::Satisfies,
                   &r.states.at(*state).execution};
  if (!forall && r.forbidden)
    return Witness{Witness::Kind::Forbidden, &*r.forbidden,
                   answer.explanation ? &*answer.explanation : nullptr};
  return std::nullopt;
}

} // namespace barrister::cli
