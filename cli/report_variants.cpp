// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_variants.hpp"
#include "cli/cells.hpp"
#include "cli/page.hpp"
#include "cli/report_protocol.hpp"
#include "cli/table.hpp"
#include "cli/vacuity.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace barrister::cli {
namespace {

using Names = std::vector<std::string>;
using Answers = std::vector<ProtocolAnswer const*>;

// What a patch makes of it has its name beside it.
std::string name_of_variant(ProtocolAnswer const& answer) {
  auto const& name = answer.protocol->variant;
  return answer.patch.empty() ? name : name + " + " + std::filesystem::path(answer.patch).filename().string();
}

// Where an `expect` line tells starts apart, there are several answers to a claim.
std::string cell(ProtocolAnswer const& answer, std::string const& property, Glyphs glyphs) {
  Names symbols;
  bool is_expected = true;
  for (auto const& a : answer.claims) {
    if (a.question.claim.name != property) continue;
    is_expected = is_expected && a.exit == Exit::Good;
    if (auto it = symbol(a, glyphs); std::ranges::find(symbols, it) == symbols.end())
      symbols.push_back(std::move(it));
  }
  return fmt::format("{}{}", fmt::join(symbols, ", "), is_expected ? "" : " !");
}

// Many covers are one column: how many are reached, and which are not.
constexpr std::size_t most_covers = 4;

std::string cell_of_covers(ProtocolAnswer const& answer, Names const& covers, Glyphs glyphs) {
  std::size_t all = 0, reached = 0;
  std::string others;
  for (auto const& name : covers) {
    auto const it = cell(answer, name, glyphs);
    if (it.empty()) continue;
    ++all;
    if (it == "ok")
      ++reached;
    else
      others += fmt::format(", {} {}", name, it);
  }
  return all == 0 ? "" : fmt::format("{} of {} ok{}", reached, all, others);
}

std::string table(Answers const& answers, Glyphs glyphs) {
  Names properties, covers;
  for (auto const* answer : answers)
    for (auto const& a : answer->claims) {
      auto& names = a.question.claim.kind == Claim::Kind::Cover ? covers : properties;
      auto const& name = a.question.claim.name;
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  bool const is_folded = covers.size() > most_covers;
  if (!is_folded) properties.insert(properties.end(), covers.begin(), covers.end());
  std::vector<Names> rows = {{""}};
  rows[0].insert(rows[0].end(), properties.begin(), properties.end());
  if (is_folded) rows[0].push_back("covers");
  rows[0].push_back("time");
  for (auto const* answer : answers) {
    rows.push_back({name_of_variant(*answer)});
    for (auto const& name : properties) rows.back().push_back(cell(*answer, name, glyphs));
    if (is_folded) rows.back().push_back(cell_of_covers(*answer, covers, glyphs));
    rows.back().push_back(answer->seconds < 1 ? "<1 s" : fmt::format("{:.0f} s", answer->seconds));
  }
  return fitted(rows, terminal_width);
}

std::vector<ClaimAnswer const*> claims_of(Answers const& answers) {
  std::vector<ClaimAnswer const*> out;
  for (auto const* answer : answers)
    for (auto const& a : answer->claims) out.push_back(&a);
  return out;
}

// Of words beside a long name: then lines are longer than the terminal.
constexpr std::size_t least_room = 30;

std::string explained(std::vector<Meaning> const& all) {
  std::size_t width = 0;
  for (auto const& m : all) width = std::max(width, columns_of(m.symbol));
  std::string text;
  for (auto const& m : all) {
    std::string const margin(width + 4, ' ');
    auto const symbol = "  " + m.symbol + std::string(width - columns_of(m.symbol) + 2, ' ');
    auto const room = std::max(terminal_width, margin.size() + least_room) - margin.size();
    text += symbol + filled(m.words, room, margin) + "\n";
  }
  return text;
}

std::string nothing_claimed(Answers const& answers) {
  std::string names;
  for (auto const* answer : answers)
    if (std::ranges::any_of(answer->claims,
                            [](ClaimAnswer const& a) { return is_of_faults(a.question.claim); }))
      names += (names.empty() ? "" : ", ") + name_of_variant(*answer);
  return names.empty() ? "" : "nothing is claimed of " + names + ": faults were looked for\n";
}

std::string nothing_there(Answers const& answers) {
  std::string text;
  for (auto const* answer : answers)
    for (auto const& why : vacuities(*answer))
      text += fmt::format("{}{} is vacuous: {}\n", text.empty() ? "\n" : "", name_of_variant(*answer), why);
  return text;
}

std::string what_is_claimed(std::vector<ProtocolAnswer> const& all) {
  Answers answers;
  for (auto const& answer : all) answers.push_back(&answer);
  auto const sentences_of_all = sentences(claims_of(answers));
  return sentences_of_all.empty() ? "" : "\nWhat is claimed:\n" + explained(sentences_of_all);
}

// What was checked of all of them together.
std::string checked(Answers const& answers) {
  Checked all;
  for (auto const* answer : answers) {
    all.executions += answer->checked.executions;
    all.longer += answer->checked.longer;
    all.states += answer->checked.states;
  }
  auto const words = all.in_words();
  return words.empty() ? "" : "checked: " + words + "\n";
}

std::string remembered(Answers const& answers) {
  std::size_t count = 0, all = 0;
  for (auto const* answer : answers)
    for (auto const& a : answer->claims) ++all, count += a.is_remembered;
  return count == 0 ? ""
                    : fmt::format("{} of {} from an earlier run (--no-cache asks anew)\n", count,
                                  count_of(all, "answer"));
}

std::string subject(ProtocolAnswer const& answer, ClaimAnswer const& a) {
  auto const& claim = a.question.claim;
  Claim starts;
  starts.from = claim.from;
  auto const from = claim.from.empty() ? "" : environment(*answer.protocol, starts);
  auto const at = from.find("from ");
  return fmt::format("{} {}{} under {}", answer.protocol->variant, claim.name,
                     at == from.npos ? "" : " " + from.substr(at), answer.model);
}

std::string check_of(ProtocolAnswer const& answer) {
  return answer.patch.empty()
             ? "barrister check " + answer.on_disk
             : fmt::format("patch -s -o - {} {} | barrister check -", answer.on_disk, answer.patch);
}

} // namespace

std::string report_variants(std::vector<ProtocolAnswer> const& all, Glyphs glyphs) {
  std::string text;
  for (std::set<std::string> shown; auto const& first : all) {
    if (!shown.insert(first.on_disk + "\n" + first.model).second) continue;
    Answers answers;
    for (auto const& answer : all)
      if (answer.model == first.model && answer.on_disk == first.on_disk) answers.push_back(&answer);
    auto const around = environment(*first.protocol);
    text += fmt::format("{}{} under {}{}\n\n{}\n{}{}{}{}", text.empty() ? "" : "\n", first.protocol->name,
                        first.model, around.empty() ? "" : ": " + around, table(answers, glyphs),
                        explained(legend(claims_of(answers), glyphs)), nothing_claimed(answers),
                        nothing_there(answers), checked(answers) + remembered(answers));
  }
  return text + what_is_claimed(all);
}

std::string report_how_to_trace(std::vector<ProtocolAnswer> const& all) {
  std::string text;
  for (auto const& answer : all)
    for (std::set<std::string> said; auto const& a : answer.claims)
      if (a.judged == Verdict::Violated && said.insert(a.question.claim.name).second)
        text += fmt::format("{} --variant {} --property {} --model {}\n", check_of(answer),
                            answer.protocol->variant, a.question.claim.name, answer.model_name);
  return text.empty() ? "" : "\nTraces of what is violated:\n" + text;
}

std::string report_differences(std::vector<ProtocolAnswer> const& all) {
  std::string text;
  std::size_t claims = 0, differing = 0;
  for (auto const& answer : all)
    for (auto const& a : answer.claims) {
      ++claims;
      if (a.exit == Exit::Good) continue;
      ++differing;
      text +=
          fmt::format("! {}: expected {}, found {}{}\n", subject(answer, a), expectation_in_words(a.question),
                      verdict_in_words(a), a.verdict.reason.empty() ? "" : ": " + a.verdict.reason);
    }
  for (auto const& answer : all)
    if (is_vacuous_unsaid(answer))
      for (auto const& why : vacuities(answer))
        text += fmt::format("! {} under {}: vacuous: {}\n", answer.protocol->variant, answer.model, why);
  return text + (differing == 0 ? fmt::format("{}: every one is as expected.\n", count_of(claims, "verdict"))
                                : fmt::format("{}: {} as expected, {} not.\n", count_of(claims, "verdict"),
                                              claims - differing, differing));
}

} // namespace barrister::cli
