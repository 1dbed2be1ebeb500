// SPDX-License-Identifier: BSD-2-Clause
#include "cli/judge.hpp"
#include <algorithm>
#include <array>
#include <cctype>

namespace barrister::cli {
namespace {

bool same_letters(std::string const& a, std::string const& b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string known_expectation(std::string const& expected) {
  for (auto const* known : {"Never", "Sometimes", "Always", "DEADLOCK"})
    if (same_letters(expected, known)) return known;
  return {};
}

bool no_executions(LitmusResult const& r) { return r.positive == 0 && r.negative == 0; }

std::string why_unknown(LitmusResult const& r) {
  if (!r.unknown.empty()) return r.unknown;
  if (!r.faults.empty()) return "";
  if (r.undefined) return "the model leaves this test undefined";
  if (r.thin_air && observation(r) != Observation::Sometimes)
    return "values can come out of thin air here (they justify each other in a circle), and not all were "
           "tried";
  return "";
}

Verdict verdict_of(LitmusTest const& test, LitmusResult const& r) {
  if (!r.faults.empty()) return Verdict::Fault;
  bool const reached = r.positive > 0;
  // What no execution within the bound does, a longer one may do.
  if (no_executions(r) && !r.bound_reached) return Verdict::Vacuous;
  auto const unless_bounded = [&](bool holds) {
    return !holds ? Verdict::Violated : r.bound_reached ? Verdict::HoldsWithin : Verdict::Holds;
  };
  if (test.quantifier == Quantifier::Exists) return reached ? Verdict::Reachable : Verdict::Unreachable;
  return unless_bounded(test.quantifier == Quantifier::NotExists ? !reached : r.negative == 0);
}

// As the kernel's judgelitmus.sh: no execution at all is a deadlock, and not what Never means.
bool meets(std::string const& expected, LitmusResult const& r) {
  if (no_executions(r) || expected == "DEADLOCK") return no_executions(r) && expected == "DEADLOCK";
  return expected == word(observation(r));
}

} // namespace

Exit worse(Exit a, Exit b) {
  constexpr std::array order = {Exit::BadInput, Exit::Violated, Exit::Unknown, Exit::Good};
  return *std::ranges::find_if(order, [&](Exit e) { return e == a || e == b; });
}

char const* word(Verdict v) {
  switch (v) {
  case Verdict::Holds: return "holds";
  case Verdict::HoldsWithin: return "holds-within";
  case Verdict::Violated: return "violated";
  case Verdict::Fault: return "fault";
  case Verdict::Vacuous: return "vacuous";
  case Verdict::Unknown: return "unknown";
  case Verdict::Reachable: return "reachable";
  case Verdict::Unreachable: return "unreachable";
  }
  return "";
}

char const* word(Observation o) {
  switch (o) {
  case Observation::Never: return "Never";
  case Observation::Sometimes: return "Sometimes";
  case Observation::Always: return "Always";
  }
  return "";
}

bool has_condition(LitmusTest const& test) {
  return test.quantifier != Quantifier::Forall || test.proposition.kind != Proposition::Kind::True;
}

Judgement judge(LitmusTest const& test, LitmusResult const& r, std::string const& expected) {
  Judgement j;
  j.expected = known_expectation(expected);
  j.reason = why_unknown(r);
  if (!j.reason.empty()) return j;

  j.verdict = verdict_of(test, r);
  j.as_expected = j.expected.empty() || meets(j.expected, r);
  if (j.verdict == Verdict::Fault) {
    j.as_expected = false; // nothing is expected to mean nothing
    j.exit = Exit::Violated;
    return j;
  }
  // An `exists` claims nothing.
  bool const claims = has_condition(test) && test.quantifier != Quantifier::Exists;
  bool const vacuous = j.verdict == Verdict::Vacuous && claims && j.expected != "DEADLOCK";
  // Sometimes is shown by two executions; what holds of all of them holds within the bound alone.
  bool const bounded = r.bound_reached && observation(r) != Observation::Sometimes;
  if (bounded && no_executions(r)) return j; // as longer ones have it
  j.exit = j.verdict == Verdict::Violated || vacuous || !j.as_expected ? Exit::Violated
           : bounded                                                   ? Exit::Unknown
                                                                       : Exit::Good;
  return j;
}

} // namespace barrister::cli
