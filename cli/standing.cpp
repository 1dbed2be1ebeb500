// SPDX-License-Identifier: BSD-2-Clause
#include "cli/standing.hpp"
#include "cli/wording.hpp"

namespace barrister::cli {
namespace {

LitmusTest as_claim(LitmusTest test) {
  if (test.quantifier == Quantifier::Exists) test.quantifier = Quantifier::NotExists;
  return test;
}

} // namespace

Standing standing(LitmusTest const& test, Answer const& answer) {
  switch (judge(as_claim(test), answer.result, "").verdict) {
  case Verdict::Holds:
  case Verdict::Unreachable: return Standing::Holds;
  case Verdict::HoldsWithin: return Standing::Bounded;
  case Verdict::Violated:
  case Verdict::Reachable:
  case Verdict::Fault: return Standing::Violated;
  case Verdict::Vacuous: return Standing::Vacuous;
  case Verdict::Unknown: return Standing::Unknown;
  }
  return Standing::Unknown;
}

std::string standing_in_words(LitmusTest const& test, Answer const& answer) {
  auto const judged = judge(as_claim(test), answer.result, "");
  if (judged.verdict == Verdict::Fault)
    return "there is a fault: " + in_words(answer.result.faults.front().faults.front(), test.program);
  bool const is_forall = test.quantifier == Quantifier::Forall;
  switch (standing(test, answer)) {
  case Standing::Violated:
    return is_forall ? "the forall clause is falsified" : "the exists clause is reachable";
  case Standing::Vacuous: return "no execution comes to its end";
  case Standing::Unknown: return judged.reason.empty() ? "a loop goes on beyond its bound" : judged.reason;
  case Standing::Bounded:
    return is_forall ? "the forall clause holds within the bound"
                     : "the exists clause is unreachable within the bound";
  case Standing::Holds: return is_forall ? "the forall clause holds" : "the exists clause is unreachable";
  }
  return "";
}

Standing standing(ClaimVerdict const& v) {
  switch (v.kind) {
  case ClaimVerdict::Kind::Holds: return Standing::Holds;
  case ClaimVerdict::Kind::HoldsWithin: return Standing::Bounded;
  case ClaimVerdict::Kind::Violated: return Standing::Violated;
  case ClaimVerdict::Kind::Vacuous: return Standing::Vacuous;
  case ClaimVerdict::Kind::Unknown: return Standing::Unknown;
  }
  return Standing::Unknown;
}

std::string question(LitmusTest const& test) { return condition(as_claim(test)); }

} // namespace barrister::cli
