// SPDX-License-Identifier: BSD-2-Clause
#include "patch/code.hpp"
#include <algorithm>

namespace barrister::patch {
namespace {

std::size_t end_of_string(std::string_view text, std::size_t quote) {
  for (auto i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    i += text[i] == '\\';
  }
  return text.size();
}

} // namespace

bool starts_a_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool goes_on(char c) { return starts_a_word(c) || (c >= '0' && c <= '9'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
std::string trimmed(std::string_view s) {
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return std::string(s);
}

std::string code_of(std::string_view text) {
  std::string out(text);
  auto const blank = [&](std::size_t from, std::size_t to) {
    for (auto i = from; i < std::min(to, out.size()); ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  for (std::size_t i = 0; i < text.size();) {
    auto const end_at = [&](std::string_view mark) {
      auto const found = text.find(mark, i + 2);
      return found == text.npos ? text.size() : found + mark.size();
    };
    auto const two = text.substr(i, 2);
    std::size_t next = i + 1;
    if (two == "/*")
      blank(i, next = end_at("*/"));
    else if (two == "(*" && text.substr(i, 3) != "(*)" && i + 2 < text.size() && is_space(text[i + 2]))
      blank(i, next = end_at("*)"));
    else if (two == "//")
      blank(i, next = std::min(text.find('\n', i), text.size()));
    else if (text[i] == '"')
      blank(i, next = end_of_string(text, i));
    i = next;
  }
  return out;
}

std::size_t end_of_word(std::string_view code, std::size_t i) {
  while (i < code.size() && goes_on(code[i])) ++i;
  return i;
}
std::size_t behind_space(std::string_view code, std::size_t i) {
  while (i < code.size() && is_space(code[i])) ++i;
  return i;
}
std::string word_before(std::string_view code, std::size_t& i) {
  while (i > 0 && is_space(code[i - 1])) --i;
  auto const end = i;
  while (i > 0 && goes_on(code[i - 1])) --i;
  return std::string(code.substr(i, end - i));
}
std::optional<std::size_t> closing(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (auto i = open; i < code.size(); ++i) {
    depth += code[i] == '(' || code[i] == '{';
    if ((code[i] == ')' || code[i] == '}') && --depth == 0) return i;
  }
  return std::nullopt;
}

std::vector<CallAt> calls_in(std::string_view code, std::size_t from, std::size_t to) {
  std::vector<CallAt> out;
  for (auto i = from; i < to;) {
    if (!starts_a_word(code[i]) || (i > 0 && goes_on(code[i - 1]))) {
      ++i;
      continue;
    }
    auto const end = end_of_word(code, i), open = behind_space(code, end);
    if (open < to && code[open] == '(') out.push_back({i, end, open});
    i = end;
  }
  return out;
}

std::string name_of_block(std::string_view code, std::size_t brace) {
  auto i = brace;
  while (i > 0 && is_space(code[i - 1])) --i;
  if (i > 0 && code[i - 1] == ')') {
    std::size_t depth = 0;
    while (i > 0) {
      --i;
      depth += code[i] == ')';
      if (code[i] == '(' && --depth == 0) break;
    }
    auto const word = word_before(code, i);
    for (auto const* keyword : {"if", "for", "while", "switch", "scoped_guard", ""})
      if (word == keyword) return "";
    return word + "()";
  }
  auto const name = word_before(code, i), kind = word_before(code, i);
  for (auto const* keyword : {"task", "interrupt"})
    if (kind == keyword) return kind + " " + name;
  return "";
}

} // namespace barrister::patch
