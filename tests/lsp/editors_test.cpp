// SPDX-License-Identifier: BSD-2-Clause
// The words that Vim and VS Code colour are those of the front end: none is missing, none is left over.
#include "frontend/words.hpp"
#include "tests/lsp/files.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace barrister {
namespace {

using frontend::Writing;
using Words = std::set<std::string>;
std::string const editors = BARRISTER_SOURCE "/editors/";

Words of(std::vector<std::string> const& all) { return {all.begin(), all.end()}; }
Words both(Words a, Words const& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// Those of all lines `syn keyword GROUP word...`.
Words in_vim(std::string const& file) {
  Words out;
  std::istringstream lines(read_text(editors + "vim/syntax/" + file));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string syn, keyword, group;
    if (!(words >> syn >> keyword >> group) || syn != "syn" || keyword != "keyword") continue;
    for (std::string word; words >> word;)
      EXPECT_TRUE(out.insert(word).second) << file << ": " << word << " twice";
  }
  return out;
}
// Those of all patterns that are a choice of plain words.
Words in_grammar(std::string const& file) {
  Words out;
  auto const grammar = nlohmann::json::parse(read_text(editors + "vscode/syntaxes/" + file));
  for (auto const& pattern : grammar.at("patterns")) {
    auto const match = pattern.value("match", "");
    auto const begin = match.starts_with("\\b(?:") ? 5 : match.starts_with("(?<![\\w.-])(?:") ? 14 : 0;
    auto const end = match.find(')', static_cast<std::size_t>(begin));
    auto const rest = end == match.npos ? "" : match.substr(end);
    if (begin == 0 || (rest != ")\\b" && rest != ")(?![\\w.-])")) continue;
    auto const choice = match.substr(static_cast<std::size_t>(begin), end - static_cast<std::size_t>(begin));
    if (choice.find_first_of("([+*?\\") != choice.npos) continue;
    std::istringstream words(choice);
    for (std::string word; std::getline(words, word, '|');)
      EXPECT_TRUE(out.insert(word).second) << file << ": " << word << " twice";
  }
  return out;
}

Words const calls = of(frontend::known_calls(Writing::Code));
Words const code = both(of(frontend::keywords(Writing::Code)), calls);

TEST(Editors, ColourTheWordsOfLitmusTests) {
  auto const all = both(code, of(frontend::keywords(Writing::Condition)));
  EXPECT_EQ(in_vim("litmus.vim"), all);
  EXPECT_EQ(in_grammar("litmus.tmLanguage.json"), all);
}
TEST(Editors, ColourTheWordsOfProtocols) {
  auto const all =
      both(of(frontend::keywords(Writing::Protocol)), of(frontend::known_calls(Writing::Protocol)));
  EXPECT_EQ(in_vim("protocol.vim"), all);
  EXPECT_EQ(in_grammar("protocol.tmLanguage.json"), all);
}
TEST(Editors, ColourTheWordsOfCat) {
  auto const all = both(of(frontend::keywords(Writing::Cat)), of(frontend::names_of_cat()));
  EXPECT_EQ(in_vim("cat.vim"), all);
  EXPECT_EQ(in_grammar("cat.tmLanguage.json"), all);
}

TEST(Editors, TheExtensionSaysWhatIsThere) {
  auto const package = nlohmann::json::parse(read_text(editors + "vscode/package.json"));
  auto const is_there = [](std::string const& path) {
    auto const text = read_text(editors + "vscode/" + path);
    EXPECT_FALSE(text.empty()) << path;
    return text;
  };
  is_there(package.at("main"));
  for (auto const& language : package.at("contributes").at("languages"))
    EXPECT_TRUE(nlohmann::json::accept(is_there(language.at("configuration"))));
  for (auto const& grammar : package.at("contributes").at("grammars")) {
    auto const read = nlohmann::json::parse(is_there(grammar.at("path")));
    EXPECT_EQ(read.at("scopeName"), grammar.at("scopeName"));
    EXPECT_EQ(read.at("name"), grammar.at("language"));
  }
}

} // namespace
} // namespace barrister
