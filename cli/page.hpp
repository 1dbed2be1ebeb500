// SPDX-License-Identifier: BSD-2-Clause
// Columns, time downwards, of which each line has to do with one. No line is longer than the page is wide:
// columns come closer, statements go on in the next line, and notes come below them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace barrister::cli {

inline constexpr std::size_t page_width = 72; // a changelog's, or a mail's
inline constexpr std::size_t least_page_width = 40, most_page_width = 1000;
// Of the terminal that standard output is, at most so wide; else page_width.
std::size_t width_of_output();

struct PageLine {
  std::optional<std::size_t> column; // nothing: it is across the page, and stands as it is
  std::size_t depth = 0;             // how far it is indented in its column
  std::string text, note{};
  std::string head{}; // what the text is part of: in the same line, or, where it has no room there, above it
};
// The titles of the columns, then the lines.
std::string page(std::vector<std::string> titles, std::vector<PageLine> const&, std::size_t width);

// A statement in lines of at most so many bytes, broken at its arguments, or else where it can be. All but
// the first are indented.
std::vector<std::string> broken(std::string const& statement, std::size_t most);
// Words in lines of at most so many bytes: all but the first have this margin before them.
std::string filled(std::string const& text, std::size_t most, std::string const& margin);
// The same, but for the first line, which has room of its own.
std::string filled(std::string const& text, std::size_t first, std::size_t most, std::string const& margin);
// Words in lines of at most so many bytes, that all begin so far to the right, and all but the first so much
// further.
std::string hanging(std::string const& text, std::size_t indent, std::size_t further, std::size_t width);

} // namespace barrister::cli
