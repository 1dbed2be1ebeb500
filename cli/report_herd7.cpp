// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_herd7.hpp"
#include "cli/judge.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

char const* kind(Quantifier q) {
  return q == Quantifier::Exists ? "Allowed" : q == Quantifier::NotExists ? "Forbidden" : "Required";
}

char const* verdict(LitmusTest const& test, LitmusResult const& r, Herd7Style const& style) {
  if (is_undefined(r, style)) return "Undef";
  bool const ok = test.quantifier == Quantifier::Exists      ? r.positive > 0
                  : test.quantifier == Quantifier::NotExists ? r.positive == 0
                                                             : r.negative == 0;
  return ok ? "Ok" : "No";
}

} // namespace

bool is_undefined(LitmusResult const& r, Herd7Style const& style) {
  bool const flagged = std::ranges::find(r.flags, style.bad_flag) != r.flags.end();
  return r.undefined || (!style.bad_flag.empty() && flagged);
}

std::string report_herd7(LitmusTest const& test, LitmusResult const& r, Herd7Style const& style) {
  auto text = fmt::format("Test {} {}\nStates {}\n", test.name, kind(test.quantifier), r.states.size());
  for (auto const& state : r.states)
    text += joined(items(test.program, test.observed, state.values, style.radix)) + "\n";
  bool const swapped = test.quantifier == Quantifier::NotExists;
  text += fmt::format("{}{}\nWitnesses\nPositive: {} Negative: {}\n", r.bound_reached ? "Loop " : "",
                      verdict(test, r, style), swapped ? r.negative : r.positive,
                      swapped ? r.positive : r.negative);
  if (r.undefined) text += "Flag *undef*\n";
  for (auto const& flag : r.flags) text += "Flag " + flag + "\n";
  text += fmt::format("Condition {}\nObservation {} {} {} {}\nTime {} {:.2f}\n", condition(test, style.radix),
                      test.name, word(observation(r)), r.positive, r.negative, test.name, r.seconds);
  if (style.candidates) text += fmt::format("Candidates {} {}\n", test.name, *style.candidates);
  if (!test.hash.empty()) text += "Hash=" + test.hash + "\n";
  return text + "\n";
}

} // namespace barrister::cli
