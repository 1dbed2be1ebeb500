// SPDX-License-Identifier: BSD-2-Clause
// What the output may be written with: ASCII alone, or UTF-8.
#pragma once
#include <cstdint>
#include <string>

namespace barrister::cli {

enum class Glyphs : std::uint8_t { Ascii, Unicode };

// As LC_ALL, LC_CTYPE or LANG says; the first of them that is set decides.
Glyphs glyphs_of_locale();

// Code points of what is UTF-8; of other text, bytes that begin one.
std::size_t columns_of(std::string const&);

} // namespace barrister::cli
