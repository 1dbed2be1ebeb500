// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/markup.hpp"
#include <cstdint>

namespace barrister::cli {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Bytes of the character that begins here (RFC 3629); 0 where none does.
std::size_t length_of(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(i < text.size() ? text[i] : 0); };
  auto const first = byte(0);
  if (first < 0x80) return 1;
  std::size_t const length = first >= 0xC2 && first <= 0xDF   ? 2
                             : (first & 0xF0) == 0xE0         ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  auto const second = byte(1);
  bool const is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  bool const is_outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  bool const is_no_character = first == 0xEF && second == 0xBF && byte(2) >= 0xBE;
  return is_overlong || is_outside || is_no_character ? 0 : length;
}

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto const length = length_of(text);
    auto const c = text.front();
    bool const is_control = static_cast<std::uint8_t>(c) < 0x20 && c != '\n' && c != '\t';
    out += length == 0 || is_control || c == '\x7f' ? replacement
           : c == '&'                               ? "&amp;"
           : c == '<'                               ? "&lt;"
           : c == '>'                               ? "&gt;"
           : c == '"'                               ? "&quot;"
           : c == '\''                              ? "&#39;"
                                                    : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

} // namespace barrister::cli
