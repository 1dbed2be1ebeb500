// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_text.hpp"
#include "cli/flags.hpp"
#include "cli/race.hpp"
#include "cli/report_columns.hpp"
#include "cli/report_states.hpp"
#include "cli/report_waiting.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t few_states = 16;

std::string verdict_in_words(Answer const& a, Ink const& ink) {
  auto const v = a.judgement.verdict;
  std::string const words = v == Verdict::Violated      ? "is violated"
                            : v == Verdict::Reachable   ? "is reachable"
                            : v == Verdict::Unreachable ? "is unreachable"
                                                        : "holds";
  return a.judgement.exit == Exit::Good ? ink.good(words) : ink.bad(words);
}

std::string no_execution(LitmusTest const& test, LitmusResult const& r, Ink const& ink) {
  switch (r.why_none) {
  case WhyNone::Waits:
    return fmt::format("{}: {} under {}: every run waits for ever.", test.name, ink.bad("deadlock"), r.model);
  case WhyNone::Filter:
    return fmt::format("{}: no execution is left under {}: the filter excludes {}{}.", test.name, r.model,
                       r.bound_reached ? "all within the bound, " : "all, ",
                       count_of(r.filtered, "execution"));
  case WhyNone::Axioms:
    return fmt::format("{}: no execution is consistent under {}: every candidate breaks an axiom, "
                       "and no run waits for ever.",
                       test.name, r.model);
  case WhyNone::Unexplained: break;
  }
  if (r.bound_reached)
    return fmt::format("{}: no execution ends within the bound under {}.", test.name, r.model);
  return fmt::format("{}: no execution is consistent under {}; why was not found.", test.name, r.model);
}

std::string place_of(Program const& program, Fault const& fault) {
  auto const& thread = program.threads[fault.by];
  auto const& at = thread.instructions[fault.instruction];
  return fmt::format("{} at line {} {}: {}", thread.name, at.place.line, in_words(fault, program), at.text);
}

// The other places; and what there is besides.
std::string besides_fault(LitmusTest const& test, LitmusResult const& r) {
  std::string text;
  for (auto const& other : r.faults)
    if (&other != &r.faults.front())
      text += fmt::format("  and, in others: {}\n", place_of(test.program, other.faults.front()));
  return text + fmt::format("  executions without a fault: {} {} {}{}\n", word(observation(r)), r.positive,
                            r.negative, r.capped ? ", at least" : "");
}

std::string headline(LitmusTest const& test, Answer const& a, Ink const& ink) {
  auto const& r = a.result;
  char const* at_least = r.capped ? "at least " : "";
  auto const all = r.positive + r.negative;
  if (a.judgement.verdict == Verdict::Unknown)
    return fmt::format("{}: {} under {}: {}.", test.name, ink.unsure("unknown"), r.model, a.judgement.reason);
  if (a.judgement.verdict == Verdict::Fault)
    return fmt::format("{}: {} under {}: {}", test.name, ink.bad("fault"), r.model,
                       place_of(test.program, r.faults.front().faults.front()));
  if (all == 0) return no_execution(test, r, ink);
  if (!has_condition(test))
    return fmt::format("{}: nothing is asked; {}{} under {}.", test.name, at_least,
                       count_of(all, "execution"), r.model);

  auto const start = fmt::format("{}: the {} clause {} under {}: ", test.name, word(test.quantifier),
                                 verdict_in_words(a, ink), r.model);
  bool const forall = test.quantifier == Quantifier::Forall;
  auto const counted = forall && a.judgement.verdict == Verdict::Violated ? r.negative : r.positive;
  char const* what = test.quantifier == Quantifier::Exists      ? ""
                     : test.quantifier == Quantifier::NotExists ? " reach it"
                     : a.judgement.verdict == Verdict::Violated ? " falsify it"
                                                                : " satisfy it";
  return start + fmt::format("{}{} of {}{}{}.", counted > 0 ? at_least : "", counted, at_least,
                             count_of(all, "execution"), what);
}

std::string expectation(Answer const& a, Ink const& ink) {
  auto const& j = a.judgement;
  if (j.expected.empty() || j.verdict == Verdict::Unknown) return "";
  auto const& r = a.result;
  auto const found = fmt::format("{} {} {}", word(observation(r)), r.positive, r.negative);
  return j.as_expected
             ? fmt::format("  {}, as expected\n", found)
             : fmt::format("  {}: expected {}, found {}\n", ink.bad("unexpected"), j.expected, found);
}

std::string bounds(LitmusTest const& test, LitmusResult const& r, unsigned unroll, Ink const& ink) {
  std::string text;
  auto const rounds = count_of(unroll, "round");
  if (r.bound_reached)
    text += fmt::format("  {}: a loop {} more than {}; longer runs are not covered (--unroll {})\n",
                        ink.unsure("bound reached"), r.feedback.empty() ? "wants" : "may want", rounds,
                        2 * unroll + 1);
  else if (has_loops(test.program))
    text += fmt::format("  loops: {}, and {}\n", rounds,
                        r.leaves_out_rounds ? "each round more changes nothing" : "none wants more");
  if (!r.feedback.empty()) text += fmt::format("    {}\n", r.feedback);
  if (r.thin_air)
    text += fmt::format(
        "  {}: reads and writes may justify each other's values; counted are those that were tried\n",
        ink.unsure("values out of thin air"));
  if (r.satisfied_by_thin_air || r.falsified_by_thin_air)
    text += fmt::format("  {}: only executions in which values justify each other in a circle {} it\n",
                        ink.unsure("only by a value out of thin air"),
                        r.satisfied_by_thin_air ? "satisfy" : "falsify");
  if (r.capped) text += "  counts and states are lower bounds\n";
  if (r.flags_are_partial)
    text += fmt::format("  {}: data races and other flags were looked for in these executions alone\n",
                        ink.unsure("flags are not complete"));
  return text;
}

std::string flags(LitmusTest const& test, MemoryModel const& model, LitmusResult const& r, Ink const& ink,
                  std::size_t width) {
  std::string text;
  for (auto const& flag : r.flags) text += fmt::format("  {}\n", ink.unsure(flag_in_words(flag)));
  if (!r.racy) return text;
  auto const races = proofs::races(model, *r.racy);
  return races.empty() ? text : text + report_race(in_words(test.program, *r.racy, races.front()), width);
}

std::string table(LitmusTest const& test, LitmusResult const& r, States wanted) {
  if (wanted == States::None || r.states.empty() || test.observed.empty()) return "";
  if (wanted == States::Few && r.states.size() > few_states)
    return fmt::format("  {} (--states shows them)\n", count_of(r.states.size(), "final state"));
  return report_states(test, r);
}

} // namespace

std::string report_text(LitmusTest const& test, MemoryModel const& model, Answer const& a,
                        TextOptions const& o) {
  auto text = headline(test, a, o.ink) + "\n";
  for (auto const& complaint : a.complaints) text += "  " + complaint + "\n";
  if (a.judgement.verdict == Verdict::Fault)
    return text + besides_fault(test, a.result) + "\n" +
           report_columns(test, model, *witness(test, a), o.width);
  text += expectation(a, o.ink);
  if (a.judgement.verdict == Verdict::Unknown) return text;

  text += bounds(test, a.result, o.unroll, o.ink) + report_waiting(test.program, a.result) +
          flags(test, model, a.result, o.ink, o.width) + table(test, a.result, o.states);
  if (auto const checked = a.checked.in_words(); o.checks && !checked.empty())
    text += "  checked: " + checked + "\n";
  if (o.trace)
    for (auto const& deadlock : a.result.deadlocks)
      text += "\nUntil it waits:\n\n" + report_page(test.program, deadlock.execution, {}, o.width);
  if (o.trace || a.judgement.exit == Exit::Violated)
    if (auto const w = witness(test, a)) text += "\n" + report_columns(test, model, *w, o.width) + "\n";
  return text;
}

} // namespace barrister::cli
