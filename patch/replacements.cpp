// SPDX-License-Identifier: BSD-2-Clause
#include "patch/replacements.hpp"
#include <algorithm>
#include <cstdint>
#include <vector>

namespace barrister::patch {
namespace {

struct Token {
  enum class Kind : std::uint8_t { Word, String, Sign } kind = Kind::Sign;
  std::size_t begin = 0, end = 0; // of a string, with its quotes
};

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// But for comments and blanks.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  auto const behind = [&](std::string_view mark, std::size_t from) {
    auto const at = text.find(mark, from);
    return at == text.npos ? text.size() : at + mark.size();
  };
  for (std::size_t i = 0; i < text.size();) {
    auto const begin = i++;
    auto const two = text.substr(begin, 2);
    if (two == "//") {
      i = behind("\n", begin);
    } else if (two == "/*") {
      i = behind("*/", begin + 2);
    } else if (text[begin] == '"') {
      i = behind("\"", i);
      out.push_back({Token::Kind::String, begin, i});
    } else if (is_of_word(text[begin])) {
      while (i < text.size() && is_of_word(text[i])) ++i;
      out.push_back({Token::Kind::Word, begin, i});
    } else if (std::string_view(" \t\r\n").find(text[begin]) == std::string_view::npos) {
      out.push_back({Token::Kind::Sign, begin, i});
    }
  }
  return out;
}

} // namespace

std::string replacements_of(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](char c) { return c != '\n'; }, ' ');
  auto const tokens = tokens_of(text);
  auto const is = [&](Token const& t, std::string_view words) {
    return text.substr(t.begin, t.end - t.begin) == words;
  };
  auto const copy = [&](std::size_t begin, std::size_t end) {
    text.copy(out.data() + begin, end - begin, begin);
  };
  constexpr std::size_t length = 8; // replace f ( ) : "…" with "…"
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) {
    auto const* t = tokens.data() + i;
    bool const replaces = is(t[0], "replace") && t[1].kind == Token::Kind::Word && is(t[2], "(") &&
                          is(t[3], ")") && is(t[4], ":") && t[5].kind == Token::Kind::String &&
                          is(t[6], "with") && t[7].kind == Token::Kind::String && t[7].end - t[7].begin >= 2;
    if (!replaces) continue;
    copy(t[1].begin, t[3].end);
    copy(t[7].begin, t[7].end);
    out[t[7].begin] = '{';
    out[t[7].end - 1] = '}';
  }
  return out;
}

} // namespace barrister::patch
