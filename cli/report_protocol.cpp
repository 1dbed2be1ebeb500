// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_protocol.hpp"
#include "cli/flags.hpp"
#include "cli/race.hpp"
#include "cli/report_trace.hpp"
#include "cli/vacuity.hpp"
#include "cli/wording.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr double worth_saying = 1; // seconds

std::string painted(ClaimAnswer const& a, std::string const& words, Ink const& ink) {
  bool const is_open = a.judged == Verdict::Unknown || a.judged == Verdict::HoldsWithin;
  bool const is_good = a.judged == Verdict::Holds || a.judged == Verdict::Reachable;
  return is_open ? ink.unsure(words) : is_good ? ink.good(words) : ink.bad(words);
}

bool is_said(ClaimAnswer const& a, ProtocolTextOptions const& o) { return !o.quiet || a.exit != Exit::Good; }

// What of the claim's environment is not the widest.
std::string narrower(Protocol const& protocol, Claim const& claim) {
  std::string text;
  for (auto const& agent : claim.without) text += (text.empty() ? "without " : ", ") + agent;
  for (auto const& agent : claim.any_times)
    text += (&agent != &claim.any_times.front() ? ", "
             : text.empty()                     ? "with any number of "
                                                : "; with any number of ") +
            agent;
  Claim starts;
  starts.from = claim.from;
  if (!claim.from.empty()) {
    auto const all = environment(protocol, starts);
    text += (text.empty() ? "" : "; ") + all.substr(all.find("from "));
  }
  return text;
}

std::string in_words(ClaimVerdict::AnyNumber const& by) {
  auto const writes = by.phantoms == 0 ? "" : " and " + count_of(by.phantoms, "single write");
  return fmt::format("for any number, by {}{} (experimental)", count_of(by.acts, "act"), writes);
}

std::string line(Protocol const& protocol, ClaimAnswer const& a, std::size_t name_width,
                 std::size_t verdict_width, Ink const& ink) {
  auto const words = verdict_in_words(a);
  auto text = fmt::format("  {:{}}  {}", a.question.claim.name, name_width, painted(a, words, ink));
  std::string notes;
  auto const note = [&](std::string const& what) { notes += "  " + what; };
  if (a.verdict.seconds >= worth_saying) note(fmt::format("{:.1f} s", a.verdict.seconds));
  if (auto const where = narrower(protocol, a.question.claim); !where.empty()) note(where);
  if (a.exit != Exit::Good)
    note(fmt::format("{}: expected {}", ink.bad("unexpected"), expectation_in_words(a.question)));
  else if (a.question.expected && a.judged != Verdict::Holds && a.judged != Verdict::Reachable)
    note("as expected");
  if (a.verdict.any_number && a.judged == Verdict::Holds) note(in_words(*a.verdict.any_number));
  if (a.is_remembered) note("from an earlier run");
  if (is_of_faults(a.question.claim)) note("nothing else is claimed");
  if (a.verdict.only_by_thin_air) note("only by a value out of thin air");
  if (!notes.empty()) text += std::string(verdict_width - words.size(), ' ') + notes;
  text += "\n";
  bool const is_open = a.judged == Verdict::Unknown || a.judged == Verdict::HoldsWithin;
  if (is_open && !a.verdict.reason.empty()) text += "    because " + a.verdict.reason + "\n";
  for (auto const& complaint : a.complaints) text += "    " + complaint + "\n";
  return text;
}

// In place of the claims.
std::string report_fault(Protocol const& protocol, ProtocolAnswer const& answer, Ink const& ink,
                         std::size_t width) {
  auto const& [fault, x, _] = *answer.fault;
  auto const& run = x.runs[fault.by];
  auto const& at = protocol.program.threads[run.context].instructions[fault.instruction];
  auto const claims = answer.claims.size();
  bool const is_any_claimed = claims != 1 || !is_of_faults(answer.claims.front().question.claim);
  auto const not_decided = count_of(claims, "claim") + (claims == 1 ? " is" : " are") + " not decided";
  return fmt::format("  {}: {} at line {} {}: {}\n  {}\n", ink.bad("fault"), name_of_run(protocol, run),
                     at.place.line, in_words(fault, protocol.program), at.text,
                     is_any_claimed ? not_decided : "nothing is claimed") +
         report_trace(protocol, answer.claims.front(), width);
}

// As under a litmus test.
std::string report_flags(Protocol const& protocol, ProtocolAnswer const& answer, Ink const& ink) {
  std::string text;
  for (auto const& flag : answer.flags) {
    text += fmt::format("  {}\n", ink.unsure(flag_in_words(flag.name)));
    for (auto const& [context, instruction] : flag.by) {
      auto const& at = protocol.program.threads[context].instructions[instruction];
      text +=
          fmt::format("    in {} at line {}: {}\n", protocol.contexts[context].name, at.place.line, at.text);
    }
  }
  for (auto const& flag : answer.open_flags)
    text += fmt::format("  {}: {}\n", ink.unsure("not known"), flag_in_words(flag));
  return text;
}

} // namespace

std::string verdict_in_words(ClaimAnswer const& a) {
  bool const is_none = a.question.claim.kind == Claim::Kind::NoRaces || is_of_faults(a.question.claim);
  switch (a.judged) {
  case Verdict::Holds: return is_none ? "none" : "holds";
  case Verdict::HoldsWithin:
    return (is_none ? "none " : "holds ") +
           (a.verdict.is_final ? "with so many acts" : "within " + count_of(a.unroll, "round"));
  case Verdict::Reachable: return "reached";
  case Verdict::Vacuous: return a.question.claim.kind == Claim::Kind::Cover ? "not reached" : "vacuous";
  case Verdict::Violated:
    if (is_none) return "found";
    return by(a).empty() ? "violated" : "violated by " + by(a);
  case Verdict::Fault: return "not decided: a fault comes first";
  case Verdict::Unknown:
  case Verdict::Unreachable: break;
  }
  return "unknown";
}

std::string report_protocol(ProtocolAnswer const& answer, ProtocolTextOptions const& o) {
  auto const& protocol = *answer.protocol;
  std::size_t name_width = 0, verdict_width = 0;
  for (auto const& a : answer.claims) {
    if (!is_said(a, o)) continue;
    name_width = std::max(name_width, a.question.claim.name.size());
    verdict_width = std::max(verdict_width, verdict_in_words(a).size());
  }
  auto const nothing_there =
      o.quiet && exit_of(answer) == Exit::Good ? std::vector<std::string>{} : vacuities(answer);
  if (name_width == 0 && nothing_there.empty()) return "";
  bool const is_alone = protocol.variant == protocol.name;
  auto text =
      fmt::format("{}{} under {}", protocol.name, is_alone ? "" : " " + protocol.variant, answer.model);
  if (auto const around = environment(protocol); !around.empty()) text += ": " + around;
  text += "\n";
  if (answer.fault) return text + report_fault(protocol, answer, o.ink, o.width);
  for (auto const& why : nothing_there) text += fmt::format("  {}: {}\n", o.ink.bad("vacuous"), why);
  if (!o.quiet) text += report_flags(protocol, answer, o.ink);
  for (auto const& a : answer.claims)
    if (is_said(a, o)) text += line(protocol, a, name_width, verdict_width, o.ink);
  if (auto const checked = answer.checked.in_words(); !checked.empty() && !o.quiet)
    text += "  checked: " + checked + "\n";
  for (auto const& a : answer.claims) {
    bool const is_wanted = a.judged == Verdict::Violated || (o.trace && a.judged == Verdict::Reachable);
    if (!is_said(a, o) || !is_wanted) continue;
    auto const& claim = a.question.claim;
    if (a.race)
      text += "\n" + report_race(in_words(world_of(protocol, claim), *a.verdict.execution, *a.race), o.width);
    else
      text += "\n" +
              filled(fmt::format("{} is {}{}", claim.name, verdict_in_words(a),
                                 claim.sentence.empty() ? "" : ": " + claim.sentence),
                     o.width - 2, "  ") +
              "\n";
    text += report_trace(protocol, a, o.width);
  }
  return text;
}

} // namespace barrister::cli
