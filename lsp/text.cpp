// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/text.hpp"
#include "frontend/characters.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

// Of the character at the start of `rest`. A byte that is no UTF-8 counts as one unit.
struct Character {
  std::uint32_t bytes, units;
};
Character character_at(std::string_view rest, Encoding encoding) {
  auto const bytes = static_cast<std::uint32_t>(frontend::character_length(rest));
  if (encoding == Encoding::Utf8) return {bytes, bytes};
  return {bytes, bytes == 4 ? 2U : 1U}; // beyond the basic plane: a surrogate pair
}

} // namespace

Text::Text(std::string bytes) : bytes_(std::move(bytes)) { find_lines(); }

void Text::find_lines() {
  lines_ = places_ = {0};
  for (std::uint32_t i = 0; i < bytes_.size(); ++i) {
    bool const is_end =
        bytes_[i] == '\n' || (bytes_[i] == '\r' && (i + 1 == bytes_.size() || bytes_[i + 1] != '\n'));
    if (is_end) lines_.push_back(i + 1);
    if (bytes_[i] == '\n') places_.push_back(i + 1);
  }
}

std::uint32_t Text::end_of_line(std::size_t line) const {
  if (line + 1 == lines_.size()) return static_cast<std::uint32_t>(bytes_.size());
  auto end = lines_[line + 1] - 1;
  if (end > lines_[line] && bytes_[end] == '\n' && bytes_[end - 1] == '\r') --end;
  return end;
}

std::uint32_t Text::offset(Position p, Encoding encoding) const {
  if (p.line >= lines_.size()) return static_cast<std::uint32_t>(bytes_.size());
  auto at = lines_[p.line];
  auto const end = end_of_line(p.line);
  if (encoding == Encoding::Utf8) return std::min(end, at + std::min(p.character, end - at));
  for (std::uint32_t units = 0; at < end && units < p.character;) {
    auto const c = character_at(std::string_view(bytes_).substr(at, end - at), encoding);
    units += c.units;
    if (units > p.character) break; // inside of a surrogate pair
    at += c.bytes;
  }
  return at;
}

Position Text::position(std::uint32_t offset, Encoding encoding) const {
  offset = std::min(offset, static_cast<std::uint32_t>(bytes_.size()));
  auto const line = static_cast<std::size_t>(std::ranges::upper_bound(lines_, offset) - lines_.begin() - 1);
  offset = std::min(offset, end_of_line(line));
  Position out{static_cast<std::uint32_t>(line), 0};
  for (auto at = lines_[line]; at < offset;) {
    auto const c = character_at(std::string_view(bytes_).substr(at), encoding);
    if (at + c.bytes > offset) break;
    at += c.bytes;
    out.character += c.units;
  }
  return out;
}

std::uint32_t Text::offset_of_place(std::uint32_t line, std::uint32_t column) const {
  if (line == 0) return 0;
  if (line > places_.size()) return static_cast<std::uint32_t>(bytes_.size());
  auto const end = line < places_.size() ? places_[line] : static_cast<std::uint32_t>(bytes_.size());
  return std::min(end, places_[line - 1] + (column > 0 ? column - 1 : 0));
}

void Text::replace(std::uint32_t begin, std::uint32_t end, std::string_view by) {
  bytes_.replace(begin, std::max(begin, end) - begin, by);
  find_lines();
}

} // namespace barrister::lsp
