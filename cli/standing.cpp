// SPDX-License-Identifier: BSD-2-Clause
#include "cli/standing.hpp"
#include "cli/wording.hpp"
#include "spec/print.hpp"
#include <fmt/format.h>
#include <set>

namespace barrister::cli {
namespace {

LitmusTest as_claim(LitmusTest test) {
  if (test.quantifier == Quantifier::Exists) test.quantifier = Quantifier::NotExists;
  return test;
}

// The same for what differs in the order, or the number, of equal parts alone.
std::string in_order(Proposition const& p, Program const& program) {
  using Kind = Proposition::Kind;
  if (p.kind == Kind::Not) return fmt::format("~({})", in_order(p.operands[0], program));
  if (p.kind != Kind::And && p.kind != Kind::Or) return to_string(p, program);
  std::set<std::string> parts;
  auto const collect = [&](auto const& self, Proposition const& of) -> void {
    for (auto const& part : of.operands) {
      if (part.kind == p.kind)
        self(self, part);
      else
        parts.insert(in_order(part, program));
    }
  };
  collect(collect, p);
  return fmt::format("({})", fmt::join(parts, p.kind == Kind::And ? " /\\ " : " \\/ "));
}

} // namespace

Standing standing(LitmusTest const& test, Answer const& answer) {
  switch (judge(as_claim(test), answer.result, "").verdict) {
  case Verdict::Holds:
  case Verdict::Unreachable: return Standing::Holds;
  case Verdict::HoldsWithin: // of no execution, nothing is known
    return answer.result.positive + answer.result.negative > 0 ? Standing::Bounded : Standing::Unknown;
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
  case Standing::Vacuous:
    return test.filter ? "no execution that comes to its end passes the filter"
                       : "no execution comes to its end";
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

bool is_same_question(LitmusTest const& a, LitmusTest const& b) {
  return as_claim(a).quantifier == as_claim(b).quantifier &&
         in_order(a.proposition, a.program) == in_order(b.proposition, b.program);
}

} // namespace barrister::cli
