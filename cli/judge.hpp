// SPDX-License-Identifier: BSD-2-Clause
// From a result to a verdict: which claims were made, and whether they hold.
//
// A claim is a ~exists, a forall with a condition of its own, or an expectation. A plain exists claims
// nothing.
#pragma once
#include "spec/verdict.hpp"
#include <string>

namespace barrister::cli {

enum class Exit : std::uint8_t { Good = 0, Violated = 1, BadInput = 2, Unknown = 3 };
// Of many: bad input before a violation, a violation before an unknown.
Exit worse(Exit, Exit);

enum class Verdict : std::uint8_t {
  Holds,
  HoldsWithin,
  Violated,
  Fault, // what has no meaning can happen: nothing else is said
  Vacuous,
  Unknown,
  Reachable,
  Unreachable
};
char const* word(Verdict); // as in JSON: "holds-within"
char const* word(Observation);

struct Judgement {
  Verdict verdict = Verdict::Unknown;
  std::string reason;   // why it is unknown
  std::string expected; // "Never", "Sometimes", "Always", "DEADLOCK", or empty when nothing is expected
  bool as_expected = true;
  Exit exit = Exit::Unknown;
};

bool has_condition(LitmusTest const&); // one of its own: `forall (true)` stands for none

// `expected` is a word as in a `Result:` comment, in any case; words that expect nothing in particular, such
// as "Maybe", count as none.
Judgement judge(LitmusTest const&, LitmusResult const&, std::string const& expected);

} // namespace barrister::cli
