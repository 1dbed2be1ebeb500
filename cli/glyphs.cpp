// SPDX-License-Identifier: BSD-2-Clause
#include "cli/glyphs.hpp"
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace barrister::cli {

// Not setlocale(): a name such as de_DE.UTF-8 says what the terminal takes where that locale is not
// installed, too.
Glyphs glyphs_of_locale() {
  for (auto const* name : std::array{"LC_ALL", "LC_CTYPE", "LANG"}) {
    auto const* const value = std::getenv(name);
    if (!value || !*value) continue;
    std::string word;
    for (auto const* c = value; *c; ++c)
      if (*c != '-') word += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
    return word.find("utf8") == word.npos ? Glyphs::Ascii : Glyphs::Unicode;
  }
  return Glyphs::Ascii;
}

std::size_t columns_of(std::string const& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace barrister::cli
