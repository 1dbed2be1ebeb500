// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_selection.hpp"
#include <fmt/format.h>
#include <sstream>

namespace barrister::cli {
namespace {

// The words of each line, up to a comment; "…" is one word.
using Lines = std::vector<std::vector<std::string>>;
std::optional<Lines> read_lines(std::string const& file, std::string& problem) {
  auto const text = frontend::read_file(file);
  if (!text) {
    problem = fmt::format("open_in failed: {}: No such file or directory", file);
    return std::nullopt;
  }
  Lines lines;
  std::istringstream in(*text);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> words;
    for (std::size_t at = 0; (at = line.find_first_not_of(" \t\r", at)) != line.npos;) {
      if (line[at] == '#' || line[at] == '%') break;
      bool const quoted = line[at] == '"';
      auto const begin = at + (quoted ? 1 : 0);
      auto const end = std::min(line.find_first_of(quoted ? "\"" : " \t\r#%\"", begin), line.size());
      words.push_back(line.substr(begin, end - begin));
      at = std::min(end + (quoted ? 1 : 0), line.size());
    }
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

bool add_names(std::vector<std::string> const& files, std::set<std::string>& names, std::string& problem) {
  for (auto const& file : files) {
    auto const lines = read_lines(file, problem);
    if (!lines) return false;
    for (auto const& words : *lines) names.insert(words[0]);
  }
  return true;
}

bool add_pairs(std::vector<std::string> const& files, std::map<std::string, std::string>& pairs,
               std::string& problem) {
  for (auto const& file : files) {
    auto const lines = read_lines(file, problem);
    if (!lines) return false;
    for (auto const& words : *lines) pairs[words[0]] = words.size() > 1 ? words[1] : "";
  }
  return true;
}

std::optional<Quantifier> kind(std::string const& word) {
  if (word == "Allow" || word == "Allowed") return Quantifier::Exists;
  if (word == "Forbid" || word == "Forbidden") return Quantifier::NotExists;
  if (word == "Require" || word == "Required") return Quantifier::Forall;
  return std::nullopt;
}

} // namespace

std::optional<Herd7Selection> Herd7Selection::read(Herd7Options::Selection const& o, std::string& problem) {
  Herd7Selection s;
  auto names = o.ok;
  std::map<std::string, std::string> kinds;
  s.excluded_ = o.not_ok;
  if (!add_names(o.names, names, problem) || !add_names(o.excluded, s.excluded_, problem) ||
      !add_pairs(o.renamed, s.new_names_, problem) || !add_pairs(o.kinds, kinds, problem))
    return std::nullopt;
  if (!o.names.empty() || !o.ok.empty()) s.names_ = std::move(names);
  for (auto const& [name, word] : kinds) {
    auto const k = kind(word);
    if (!k) {
      problem = fmt::format("{} is not a valid value", word);
      return std::nullopt;
    }
    s.kinds_[name] = *k;
  }
  return s;
}

bool Herd7Selection::selects(std::string const& name) const {
  return (!names_ || names_->contains(name)) && !excluded_.contains(name);
}

std::string Herd7Selection::renamed(std::string const& name) const {
  auto const found = new_names_.find(name);
  return found == new_names_.end() ? name : found->second;
}

void Herd7Selection::apply(LitmusTest& test) const {
  test.name = renamed(test.name);
  if (auto const k = kinds_.find(test.name); k != kinds_.end()) test.quantifier = k->second;
}

} // namespace barrister::cli
