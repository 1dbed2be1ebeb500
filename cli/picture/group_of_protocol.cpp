// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/kept_claims.hpp"
#include "cli/barriers/library_parts.hpp"
#include "cli/picture/barriers_of.hpp"
#include "cli/picture/groups.hpp"
#include "cli/race.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_trace.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

DrawnRun drawn(Protocol const& protocol, ClaimAnswer const& a) {
  DrawnRun out{drawing_of(protocol, a), {}};
  auto const s = shown(protocol, a);
  if (!s) return out;
  out.below = start_in_words(*s, page_width);
  if (a.race) out.below += report_race(in_words(s->world, *a.verdict.execution, *a.race), page_width);
  out.below += at_the_end(*s, a, page_width);
  return out;
}

std::string title_of(ProtocolAnswer const& answer, ClaimAnswer const& a) {
  if (answer.fault) return "a fault comes first";
  auto const is = a.question.claim.kind == Claim::Kind::Cover ? " is " : ": ";
  return a.question.claim.name + is + verdict_in_words(a);
}

Sheet::Run run_of(ProtocolAnswer const& answer, ClaimAnswer const& a) {
  Sheet::Run out;
  out.title = title_of(answer, a);
  auto const& sentence = a.question.claim.sentence;
  out.text = filled(out.title + (sentence.empty() ? "" : ": " + sentence), page_width, "    ") + "\n" +
             report_trace(*answer.protocol, a);
  auto of = drawn(*answer.protocol, a);
  if (a.race)
    out.text += "\n" + report_race(in_words(world_of(*answer.protocol, a.question.claim),
                                            *a.verdict.execution, *a.race),
                                   page_width);
  out.drawing = std::move(of.drawing);
  out.below = std::move(of.below);
  return out;
}

std::string verdicts_of(ProtocolAnswer const& answer) {
  std::string out;
  for (auto const& a : answer.claims)
    out += fmt::format("{}{} {}", out.empty() ? ": " : "; ", a.question.claim.name, verdict_in_words(a));
  return answer.fault ? "" : out;
}

// What goes wrong comes first.
std::vector<Sheet::Run> runs_of(ProtocolAnswer const& answer) {
  Sheet::Run verdicts;
  verdicts.title = "all verdicts";
  verdicts.text = verdicts.below = report_protocol(answer, ProtocolTextOptions());
  if (answer.fault) return {run_of(answer, answer.claims.front())};
  std::vector<Sheet::Run> out;
  for (bool const is_cover : {false, true})
    for (auto const& a : answer.claims)
      if ((a.question.claim.kind == Claim::Kind::Cover) == is_cover &&
          (a.verdict.execution || a.verdict.lasso))
        out.push_back(run_of(answer, a));
  out.push_back(std::move(verdicts));
  return out;
}

} // namespace

Sheet::Group group_of(std::string const& text, ProtocolCase const& of, ProtocolAnswer const& answer,
                      ProtocolEffort const& effort, Barriers barriers) {
  Sheet::Group out;
  out.name = fmt::format("{} under {}{}", of.protocol->variant, answer.model, verdicts_of(answer));
  out.runs = runs_of(answer);
  if (answer.fault || !answer.unknown.empty()) return out;
  if (barriers == Barriers::NotAsked) {
    out.remark = fmt::format(
        "What each barrier is for is asked of one variant under one model: --variant {} --model {}.",
        of.protocol->variant, answer.model_name);
    return out;
  }
  AskedVariants const asked(of.file, of.protocol->variant, *of.model, effort);
  auto const numbers = asked.of_properties(text, effort.properties, AskedVariants::Covers::Too);
  if (numbers.size() != answer.claims.size()) return out;
  std::vector<std::size_t> claims;
  ProtocolAnswer as_it_is;
  as_it_is.flags = answer.flags;
  as_it_is.open_flags = answer.open_flags;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (answer.claims[i].question.claim.kind == Claim::Kind::Cover) continue;
    claims.push_back(numbers[i]);
    as_it_is.claims.push_back(answer.claims[i]);
  }
  KeptClaims const kept(asked, claims, as_it_is);
  if (kept.names().empty()) return out;
  auto const as_read = asked.read(text);
  add_barriers(
      out, text, sites_of_variant(asked, text, as_read.program),
      parts_of(*as_read.protocol, kept.questions(as_read), of.model->memory),
      [&](std::string const& changed) { return kept.said(changed); },
      [](Said const& broken) { return drawn(*broken.protocol, *broken.violated); },
      not_looked_at(text, *as_read.protocol, of.file));
  out.remark = fmt::format("Asked of each barrier: whether {} still {}. {}", fmt::join(kept.names(), ", "),
                           kept.names().size() == 1 ? "holds" : "hold", out.remark);
  if (!kept.open().empty())
    out.remark += fmt::format(" Not asked, for it does not hold as it is: {}.", fmt::join(kept.open(), ", "));
  if (!kept.unknown().empty()) out.remark += fmt::format(" As it is, {}.", kept.unknown_in_words());
  if (kept.is_bounded()) out.remark += " Loops were followed for some rounds alone.";
  return out;
}

} // namespace barrister::cli
