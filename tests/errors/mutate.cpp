// SPDX-License-Identifier: BSD-2-Clause
#include "tests/errors/mutate.hpp"
#include <algorithm>
#include <cctype>

namespace barrister {
namespace {

struct Piece { // a word, a text in quotes, or a mark
  std::size_t begin = 0, size = 0;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_name(std::string_view s) {
  return std::isalpha(static_cast<unsigned char>(s[0])) != 0 || s[0] == '_';
}

// Past comments; of a litmus test, past its first line.
std::vector<Piece> pieces(Language language, std::string const& text) {
  std::vector<Piece> out;
  auto at = language == Language::Litmus ? text.find('\n') : 0;
  auto const past = [&](char const* end, std::size_t skipped) {
    auto const found = text.find(end, at + skipped);
    return found == text.npos ? text.size() : found + std::string_view(end).size();
  };
  while (at < text.size()) {
    auto const rest = std::string_view(text).substr(at);
    if (std::isspace(static_cast<unsigned char>(text[at])) != 0)
      ++at;
    else if (rest.starts_with("//") && language != Language::Cat)
      at = past("\n", 2);
    else if (rest.starts_with("/*") && language != Language::Cat)
      at = past("*/", 2);
    else if (rest.starts_with("(*") && (language == Language::Cat || rest.starts_with("(* ")))
      at = past("*)", 2);
    else {
      auto end = at + 1;
      if (text[at] == '"')
        end = past("\"", 1);
      else if (is_word(text[at]))
        while (end < text.size() && is_word(text[end])) ++end;
      else
        for (std::string_view const mark :
             {"==", "!=", "<=", ">=", "&&", "||", "->", "/\\", "\\/", "++", "--"})
          if (rest.starts_with(mark)) end = at + 2;
      out.push_back({at, end - at});
      at = end;
    }
  }
  return out;
}

std::string misspelt(std::string word, Chance& chance) {
  auto const at = 1 + chance.below(word.size() - 1);
  switch (chance.below(4)) {
  case 0: return word.erase(at, 1);
  case 1: return word.insert(at, 1, word[at]);
  case 2: std::swap(word[at - 1], word[at]); return word;
  default: word[at] = word[at] == 'e' ? 'a' : 'e'; return word;
  }
}
// READ_ONCE and World for Read_once and world, and the other way round.
std::string in_other_case(std::string word) {
  bool const shouts = std::ranges::none_of(word, [](unsigned char c) { return std::islower(c) != 0; });
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto const c = static_cast<unsigned char>(word[i]);
    if (shouts)
      word[i] = static_cast<char>(i == 0 ? std::toupper(c) : std::tolower(c));
    else if (i == 0)
      word[i] = static_cast<char>(std::isupper(c) != 0 ? std::tolower(c) : std::toupper(c));
  }
  return word;
}

std::optional<std::string> without_section(Language language, std::string const& text, Chance& chance) {
  auto const cut = [&](std::size_t begin, std::size_t end) -> std::optional<std::string> {
    if (begin == text.npos) return std::nullopt;
    return text.substr(0, begin) + text.substr(std::min(end, text.size()));
  };
  if (language == Language::Cat) return std::nullopt;
  if (language == Language::Litmus) {
    auto const brace = text.find('{');
    switch (chance.below(3)) {
    case 0: return cut(0, text.find('\n') + 1);
    case 1: return cut(brace, text.find('}', brace) + 1);
    default: return cut(text.find("\nexists"), text.size());
    }
  }
  auto const begin = text.find(chance.one_of({"\nprotocol ", "\nworld "}));
  auto const end = text.find(text.find("world ", begin) == begin + 1 ? "\n}" : ";", begin + 1);
  return cut(begin, end + 2);
}

} // namespace

char const* name_of(Mistake mistake) {
  switch (mistake) {
  case Mistake::Misspelt: return "a word misspelt";
  case Mistake::WrongCase: return "a word in the wrong case";
  case Mistake::CurlyQuotes: return "curly quotes";
  case Mistake::Assigns: return "= for ==";
  case Mistake::Compares: return "== for =";
  case Mistake::LostSection: return "a section lost";
  case Mistake::Bom: return "a byte order mark";
  case Mistake::CWords: return "&& for /\\, || for \\/";
  case Mistake::LostBracket: return "a bracket or semicolon lost";
  case Mistake::LostToken: return "a token lost";
  case Mistake::DoubledToken: return "a token doubled";
  }
  return "";
}

bool is_near_something(Mistake mistake) {
  return mistake != Mistake::LostBracket && mistake != Mistake::LostToken && mistake != Mistake::DoubledToken;
}

std::optional<std::string> with_mistake(Mistake mistake, Language language, std::string const& text,
                                        Chance& chance) {
  if (mistake == Mistake::Bom) return "\xEF\xBB\xBF" + text;
  if (mistake == Mistake::LostSection) return without_section(language, text, chance);
  auto all = pieces(language, text);
  auto const of = [&](Piece const& p) { return std::string_view(text).substr(p.begin, p.size); };
  std::erase_if(all, [&](Piece const& p) {
    auto const is = [&](auto... s) { return ((of(p) == s) || ...); };
    switch (mistake) {
    case Mistake::Misspelt: return p.size < 4 || !is_name(of(p));
    case Mistake::WrongCase: return p.size < 3 || !is_name(of(p));
    case Mistake::CurlyQuotes: return of(p)[0] != '"';
    case Mistake::Assigns: return !is("==");
    case Mistake::Compares: return !is("=");
    case Mistake::CWords: return !is("/\\", "\\/");
    case Mistake::LostBracket: return !is("(", ")", "{", "}", "[", "]", ";");
    default: return false;
    }
  });
  if (all.empty()) return std::nullopt;
  auto const chosen = all[chance.below(all.size())];
  std::string const old(of(chosen));
  auto const fresh = [&]() -> std::string {
    switch (mistake) {
    case Mistake::Misspelt: return misspelt(old, chance);
    case Mistake::WrongCase: return in_other_case(old);
    case Mistake::CurlyQuotes: return "\u201C" + old.substr(1, old.size() - 2) + "\u201D";
    case Mistake::Assigns: return "=";
    case Mistake::Compares: return "==";
    case Mistake::CWords: return old == "/\\" ? "&&" : "||";
    case Mistake::DoubledToken: return old + " " + old;
    default: return "";
    }
  }();
  return text.substr(0, chosen.begin) + fresh + text.substr(chosen.begin + chosen.size);
}

} // namespace barrister
