// SPDX-License-Identifier: BSD-2-Clause
// Words in columns, and in lines.
#pragma once
#include <string>
#include <vector>

namespace barrister::cli {

// Each column as wide as its widest word; the first row may have all columns. Nothing at the end of a line.
std::string aligned(std::vector<std::vector<std::string>> const& rows);

inline constexpr std::size_t terminal_width = 80;
// The same in lines of at most so many bytes: columns that have no room come below, the first column before
// them once more.
std::string fitted(std::vector<std::vector<std::string>> const& rows, std::size_t most);

// In lines of at most so many bytes, broken between words.
std::string wrapped(std::string const& text, std::size_t most);

} // namespace barrister::cli
