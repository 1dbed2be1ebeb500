// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cells.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string at_most(std::string const& what, Glyphs glyphs) {
  return (glyphs == Glyphs::Unicode ? "\u2264" : "<=") + what;
}

// In the order of the legend.
struct Row {
  char const *symbol, *words;
};
constexpr std::array rows = {
    Row{"ok", "holds; of a cover, reached"},
    Row{"any", "holds for any number of acts (experimental)"},
    Row{"X", "violated"},
    Row{"X loop", "violated by a livelock: something goes round for ever"},
    Row{"X dead", "violated by a deadlock: something waits for ever"},
    Row{"vacuous", "there is no execution that it speaks of"},
    Row{"-", "a cover that nothing reaches"},
    Row{"fault", "not decided: something without a meaning comes first"},
    Row{"?", "unknown"},
};

// Behind "ok" in the legend, in the order of the rounds.
void add_bounds(std::vector<ClaimAnswer const*> const& answers, Glyphs glyphs, std::vector<Meaning>& out) {
  std::vector<unsigned> rounds;
  bool are_acts_bounded = false;
  for (auto const* a : answers) {
    if (a->judged != Verdict::HoldsWithin) continue;
    are_acts_bounded = are_acts_bounded || a->verdict.is_final;
    if (!a->verdict.is_final) rounds.push_back(a->unroll);
  }
  std::ranges::sort(rounds);
  rounds.erase(std::unique(rounds.begin(), rounds.end()), rounds.end());
  for (auto const n : rounds)
    out.push_back({at_most(std::to_string(n), glyphs),
                   fmt::format("holds as long as no loop goes round more than {}; more was not tried",
                               count_of(n, "time"))});
  if (are_acts_bounded)
    out.push_back({at_most("acts", glyphs), "holds with as many acts as were tried; more may break it"});
}

} // namespace

std::string symbol(ClaimAnswer const& a, Glyphs glyphs) {
  switch (a.judged) {
  case Verdict::Holds: return a.verdict.any_number ? "any" : "ok";
  case Verdict::Reachable: return "ok";
  case Verdict::HoldsWithin: return at_most(a.verdict.is_final ? "acts" : std::to_string(a.unroll), glyphs);
  case Verdict::Vacuous: return a.question.claim.kind == Claim::Kind::Cover ? "-" : "vacuous";
  case Verdict::Violated: return by(a) == "livelock" ? "X loop" : by(a) == "deadlock" ? "X dead" : "X";
  case Verdict::Fault: return "fault";
  case Verdict::Unknown:
  case Verdict::Unreachable: break;
  }
  return "?";
}

std::vector<Meaning> legend(std::vector<ClaimAnswer const*> const& answers, Glyphs glyphs) {
  std::vector<Meaning> out;
  for (auto const& row : rows) {
    auto const is_it = [&](ClaimAnswer const* a) { return symbol(*a, glyphs) == row.symbol; };
    if (std::ranges::any_of(answers, is_it)) out.push_back({row.symbol, row.words});
    if (&row == &rows.front()) add_bounds(answers, glyphs, out);
  }
  if (std::ranges::any_of(answers, [](ClaimAnswer const* a) { return a->exit != Exit::Good; }))
    out.push_back({"!", "not as expected"});
  return out;
}

std::vector<Meaning> sentences(std::vector<ClaimAnswer const*> const& answers) {
  std::vector<Meaning> properties, covers;
  for (auto const* a : answers) {
    auto const& claim = a->question.claim;
    auto& all = claim.kind == Claim::Kind::Cover ? covers : properties;
    bool const is_known = std::ranges::find(all, claim.name, &Meaning::symbol) != all.end();
    if (!claim.sentence.empty() && !is_known) all.push_back({claim.name, claim.sentence});
  }
  properties.insert(properties.end(), covers.begin(), covers.end());
  return properties;
}

} // namespace barrister::cli
