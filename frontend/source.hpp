// SPDX-License-Identifier: BSD-2-Clause
// A source file in memory, and stretches of it.
#pragma once
#include "spec/place.hpp"
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
  std::string const& name() const { return *name_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span s) const { return text().substr(s.begin, s.end - s.begin); }
  Place place(std::uint32_t offset) const;
  std::string_view line_at(std::uint32_t offset) const; // without its newline

private:
  std::size_t line_index(std::uint32_t offset) const; // into line_starts_
  std::shared_ptr<std::string const> name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// The text of a statement on one line: comments stay, runs of white space become one space.
std::string folded(std::string_view text);

// The file's bytes, or nothing when it cannot be read. A file of more than 16 MiB counts as unreadable: no
// test or model comes near, and a device or a log given by mistake does.
std::optional<std::string> read_file(std::string const& path);

} // namespace barrister::frontend
