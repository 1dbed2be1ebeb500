// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/characters.hpp"

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

} // namespace

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

} // namespace barrister::frontend
