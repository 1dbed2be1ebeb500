// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/utf8.hpp"
#include <cstdint>

namespace barrister::cli {
namespace {

constexpr char const* replacement = "\uFFFD";

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0; // none: there is no code point
};

// Overlong forms, surrogates and what is above U+10FFFF are none.
CodePoint first_of(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  std::size_t const bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool const is_one = value >= least[bytes] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return is_one ? CodePoint{value, bytes} : CodePoint{};
}

bool is_kept(std::uint32_t c) {
  return c == '\t' || c == '\n' || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF);
}

} // namespace

std::string clean_utf8(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto const [value, bytes] = first_of(text);
    if (bytes > 0 && is_kept(value))
      out += text.substr(0, bytes);
    else
      out += replacement;
    text.remove_prefix(bytes > 0 ? bytes : 1);
  }
  return out;
}

} // namespace barrister::cli
