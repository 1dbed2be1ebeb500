// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barrier_study.hpp"
#include "cli/page.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

std::string name(patch::Site const& s) {
  return s.where.empty() ? s.primitive : fmt::format("{} in {}", s.primitive, s.where);
}
std::string form(std::string const& words) { return words.empty() ? "without it" : "with " + words; }

std::string cost(Finding const& f) { return f.cost.empty() ? "" : " (" + f.cost + ")"; }

std::string verdict(Finding const& f) {
  if (f.weakest.kind == Kind::Unknown) return "not known: " + f.weakest.why;
  if (!f.is_needed()) {
    auto const& words = f.site.weaker[0].words;
    return words.empty() ? "not needed" : "not needed: " + words + " would do" + cost(f);
  }
  auto out = fmt::format("needed: {}, {}", form(f.site.weaker[0].words), f.weakest.why);
  if (f.would_do) out += fmt::format("; {} would do{}", f.site.weaker[*f.would_do].words, cost(f));
  for (auto const& words : f.unknown) out += fmt::format("; {}, not known", form(words));
  return out;
}

// Lines that all begin so far to the right, and all but the first with the margin, too.
std::string indented(std::string const& words, std::size_t by, std::string const& margin, std::size_t width) {
  std::string const space(by, ' ');
  return space + filled(words, width - by, space + margin) + "\n";
}

} // namespace

std::string pair_comment(Study const& study, Finding const& f) {
  std::string out = "/* Pairs with ";
  for (std::size_t i = 0; i < f.pairs_with.size(); ++i)
    out += fmt::format("{}{}",
                       i == 0                         ? ""
                       : i + 1 == f.pairs_with.size() ? " and "
                                                      : ", ",
                       name(study.findings[f.pairs_with[i]].site));
  return out + (f.orders.empty() ? ". */" : ": orders " + f.orders + ". */");
}

std::string report_barriers(Study const& study, std::string const& claim, std::size_t width,
                            bool with_traces) {
  auto out = claim + ".\n";
  if (study.findings.empty()) out += "  It calls no ordering primitive that could be weaker.\n";
  for (auto const& f : study.findings) {
    out += indented(fmt::format("line {}: {}: {}", f.site.line, name(f.site), verdict(f)), 2, "    ", width);
    if (!f.pairs_with.empty()) out += indented(pair_comment(study, f), 4, " * ", width);
    if (with_traces && f.is_needed() && f.weakest.trace) out += "\n" + f.weakest.trace(width) + "\n";
  }
  for (auto const& set : study.not_together) {
    std::string names;
    for (auto i : set) {
      auto const& site = study.findings[i].site;
      names += fmt::format("{}{}, line {}", names.empty() ? "" : "; ", name(site), site.line);
    }
    out += indented("Not all of these at once can be weaker: " + names + ".", 2, "    ", width);
  }
  if (!study.are_sets_known)
    out +=
        indented("Whether those that are not needed one by one can be weaker all at once was not found out.",
                 2, "    ", width);
  return out;
}

} // namespace barrister::cli
