// SPDX-License-Identifier: BSD-2-Clause
// A source file in memory, or several of them, one behind the other; and stretches of it.
#pragma once
#include "spec/place.hpp"
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::frontend {

// Byte offsets into one source; line and column are computed only when somebody asks.
struct Span {
  std::uint32_t begin = 0, end = 0;
};
inline Span join(Span a, Span b) { return {a.begin, b.end}; }

class Source {
public:
  Source(std::string name, std::string text);
  // Behind all that is there: another file; or stretches of what is there once more, whose places are where
  // they stood. Gives what was added. Views of the text from before are void.
  Span append(std::string name, std::string const& text);
  Span append(std::vector<Span> const& again);

  std::string const& name() const { return *pieces_.front().name; }
  std::string_view text() const { return text_; }
  std::string_view text(Span s) const { return text().substr(s.begin, s.end - s.begin); }
  Place place(std::uint32_t offset) const;
  std::string_view line_at(std::uint32_t offset) const; // without its newline

private:
  struct Piece {
    std::uint32_t begin;
    std::shared_ptr<std::string const> name; // null: stood at `origin` before
    std::uint32_t origin = 0;
    std::size_t first_line = 0; // into line_starts_
  };
  std::uint32_t original(std::uint32_t offset) const;
  Piece const& piece_of(std::uint32_t offset) const;
  std::size_t line_index(std::uint32_t offset) const; // into line_starts_
  void add_lines(std::size_t from);
  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> line_starts_;
};

// The text of a statement on one line: comments stay, runs of white space become one space, and what moves a
// terminal's cursor is \x1b (characters.hpp).
std::string folded(std::string_view text);

// The file's bytes, or nothing when it cannot be read. A file of more than 16 MiB counts as unreadable: no
// test or model comes near, and a device or a log given by mistake does.
std::optional<std::string> read_file(std::string const& path);
std::optional<std::string> read_all(std::istream&); // the same of what is open
std::string why_unreadable(std::string const& path); // in words; empty when the system does not say

} // namespace barrister::frontend
