// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/characters.hpp"
#include <algorithm>

namespace barrister::frontend {
namespace {

struct Lookalike {
  std::string_view bytes, is, meant;
};
constexpr Lookalike lookalikes[] = {
    {byte_order_mark, "a byte order mark, which some editors write", ""},
    {"\u201C", "a curly quote", "\""},
    {"\u201D", "a curly quote", "\""},
    {"\u201E", "a low quote", "\""},
    {"\u00AB", "a guillemet", "\""},
    {"\u00BB", "a guillemet", "\""},
    {"\u2018", "a curly quote", "'"},
    {"\u2019", "a curly quote", "'"},
    {"\u2010", "a hyphen that is no minus", "-"},
    {"\u2011", "a hyphen that is no minus", "-"},
    {"\u2013", "a dash", "-"},
    {"\u2014", "a dash", "--"},
    {"\u2212", "a minus of typesetters", "-"},
    {"\u00A0", "a space that does not break", " "},
    {"\u200B", "a space of no width", ""},
    {"\u2227", "a sign of logic", "/\\"},
    {"\u2228", "a sign of logic", "\\/"},
    {"\u00AC", "a sign of logic", "~"},
    {"\u2260", "an unequal sign", "!="},
    {"\uFF1B", "a wide semicolon", ";"},
};

// C0 and C1 control characters, and those that turn the direction of text.
bool is_control(std::string_view character) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0) < ' ' || byte(0) == 0x7f;
  if (character.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  bool const is_general = character.size() == 3 && byte(0) == 0xE2;
  bool const is_embedding =
      is_general && byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE;                     // U+202A..202E
  bool const is_isolate = is_general && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9; // U+2066..2069
  bool const is_mark = is_general && byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F);  // U+200E, 200F
  return is_embedding || is_isolate || is_mark;
}

std::string escaped(std::string_view text, std::string_view but) {
  constexpr char const* digits = "0123456789abcdef";
  std::string out;
  while (!text.empty()) {
    auto const n = sequence_length(text);
    auto const character = text.substr(0, n == 0 ? 1 : n);
    if (n > 0 && (!is_control(character) || but.find(character) != but.npos))
      out += character;
    else
      for (unsigned char const c : character) out += std::string("\\x") + digits[c >> 4] + digits[c & 15];
    text.remove_prefix(character.size());
  }
  return out;
}

} // namespace

std::size_t sequence_length(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t const n = byte(0) < 0x80       ? 1
                        : byte(0) >> 5 == 6  ? 2
                        : byte(0) >> 4 == 14 ? 3
                        : byte(0) >> 3 == 30 ? 4
                                             : 0;
  if (n == 0 || n > text.size()) return 0;
  for (std::size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  return n == 2 && byte(0) < 0xC2 ? 0 : n;
}

std::string printable(std::string_view text) { return escaped(text, ""); }
std::string printable_lines(std::string_view text) { return escaped(text, "\n\t"); }

std::size_t character_length(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && n < 4 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) ++n;
  return n;
}

std::string meant_by_character(std::string_view text) {
  for (auto const& l : lookalikes) {
    if (!text.starts_with(l.bytes)) continue;
    auto const is = "this is " + std::string(l.is);
    return l.meant.empty() ? is + ": take it out" : is + ": write " + std::string(l.meant);
  }
  return {};
}

std::string in_quotes(std::string_view token) {
  constexpr std::size_t longest = 40;
  auto const shown = token.substr(0, std::min(longest, token.find('\n')));
  return "'" + std::string(shown) + (shown.size() < token.size() ? "...'" : "'");
}

} // namespace barrister::frontend
