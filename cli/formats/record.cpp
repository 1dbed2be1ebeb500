// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/record.hpp"
#include <array>

namespace barrister::cli {
namespace {

constexpr std::array<RuleWords, 14> rules = {{
    {"violated", "Violated", "What is claimed is violated: an execution shows it."},
    {"deadlock", "Deadlock", "Something waits for ever."},
    {"livelock", "Livelock", "Something goes round for ever."},
    {"fault", "Fault", "Something can be done that has no meaning, such as to follow NULL."},
    {"data-race", "DataRace", "A plain access races with another one."},
    {"vacuous", "Vacuous", "There is no execution that the claim speaks of."},
    {"unexpected", "Unexpected", "What was found is not what is expected."},
    {"unknown", "Unknown", "It is not known whether the claim holds. That is no pass."},
    {"bounded", "Bounded", "The claim holds as far as loops were followed. That is no pass."},
    {"bad-input", "BadInput", "This cannot be read, or is wrong: nothing was checked."},
    {"flag", "Flag", "The memory model flags this as misuse."},
    {"never-done", "NeverDone", "No execution does this."},
    {"needless-barrier", "NeedlessBarrier",
     "What is claimed holds without this barrier, or with less in its place."},
    {"wrong-comment", "WrongComment", "What this comment says of barriers that pair is not so."},
}};

} // namespace

RuleWords const& words_of(Rule rule) { return rules[static_cast<std::size_t>(rule)]; }

std::vector<Rule> all_rules() {
  std::vector<Rule> out;
  for (std::size_t i = 0; i < rules.size(); ++i) out.push_back(static_cast<Rule>(i));
  return out;
}

std::string subject(Record const& r) {
  auto out = r.name;
  if (!r.variant.empty()) out += " " + r.variant;
  if (!r.model.empty()) out += " under " + r.model;
  return out;
}

Exit worst(std::vector<Record> const& all) {
  auto exit = Exit::Good;
  for (auto const& r : all) exit = worse(exit, r.exit);
  return exit;
}

} // namespace barrister::cli
