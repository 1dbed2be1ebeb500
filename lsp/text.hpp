// SPDX-License-Identifier: BSD-2-Clause
// A text as an editor counts it: lines, and in each of them units of UTF-16 or bytes of UTF-8; as the front
// end counts it, bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::lsp {

enum class Encoding : std::uint8_t { Utf16, Utf8 }; // of positions

struct Position {
  std::uint32_t line = 0, character = 0; // from 0 on
  friend auto operator<=>(Position const&, Position const&) = default;
};
struct Range {
  Position start, end;
  friend auto operator<=>(Range const&, Range const&) = default;
};

class Text {
public:
  explicit Text(std::string bytes);
  std::string const& bytes() const { return bytes_; }
  // What is beyond the end of a line, or of the text, is taken for that end.
  std::uint32_t offset(Position, Encoding) const;
  Position position(std::uint32_t offset, Encoding) const;
  // Of a place as the front end says it: from 1 on, column in bytes, lines ended by '\n' alone.
  std::uint32_t offset_of_place(std::uint32_t line, std::uint32_t column) const;
  void replace(std::uint32_t begin, std::uint32_t end, std::string_view by);

private:
  void find_lines();
  std::uint32_t end_of_line(std::size_t line) const; // before its line end
  std::string bytes_;
  std::vector<std::uint32_t> lines_;  // begins of; ended by "\n", "\r\n" or "\r"
  std::vector<std::uint32_t> places_; // the same for the front end
};

} // namespace barrister::lsp
