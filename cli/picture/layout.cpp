// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/layout.hpp"
#include <algorithm>
#include <sstream>

namespace barrister::cli {
namespace {

constexpr std::size_t least_room = 14, most_room = 46, least_note = 16; // in letters
constexpr int between = 64;                                             // columns, where edges run
constexpr int gap = 6;                                                  // between lines

std::size_t size_of(PageLine const& line) {
  return line.depth + line.text.size() + (line.head.empty() ? 0 : line.head.size() + 1);
}
std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

class Placing {
public:
  explicit Placing(Drawing const& d) : drawing_(d) {}

  Layout layout() {
    place_columns();
    auto y = gap;
    for (auto const& line : drawing_.lines) {
      auto& placed = out_.lines.emplace_back(line.line.column ? in_column(line) : across(line));
      placed.at.y = y;
      y += placed.at.height + gap;
    }
    out_.height = y;
    for (auto& column : out_.columns) column.height = y;
    for (auto const& box : drawing_.boxes) add(box);
    return std::move(out_);
  }

private:
  void place_columns() {
    for (auto const& title : drawing_.titles) room_.push_back(std::max(least_room, title.size()));
    for (auto const& line : drawing_.lines) {
      if (!line.line.column) continue;
      auto& room = room_[*line.line.column];
      auto const size = size_of(line.line);
      auto const with_note = size + 2 + line.line.note.size();
      room = std::max({room, std::min(size, most_room), with_note <= most_room ? with_note : 0});
    }
    auto x = Layout::margin * 2;
    for (auto const room : room_) {
      auto const width = static_cast<int>(room) * Layout::letter + 2 * Layout::margin;
      out_.columns.push_back({x, 0, width, 0});
      x += width + between;
    }
    out_.width = std::max(x, 200);
  }

  Layout::Line across(Drawing::Line const& line) const {
    return {{Layout::margin, 0, out_.width - 2 * Layout::margin, Layout::row}, {line.line.text}, {}};
  }
  Layout::Line in_column(Drawing::Line const& line) const {
    auto const& from = line.line;
    auto const room = room_[*from.column];
    auto const depth = std::min(from.depth, room - least_room);
    Layout::Line out;
    auto text = from.head.empty() ? from.text : from.head + " " + from.text;
    out.text = broken(text, room - depth);
    out.is_note_behind = depth + text.size() + 2 + from.note.size() <= room;
    if (!from.note.empty())
      out.note = out.is_note_behind
                     ? std::vector{from.note}
                     : lines_of(filled(from.note, std::max(room - depth - 2, least_note - 2), ""));
    auto const& column = out_.columns[*from.column];
    auto const indent = static_cast<int>(depth) * Layout::letter;
    auto const rows = static_cast<int>(out.text.size() + (out.is_note_behind ? 0 : out.note.size()));
    out.at = {column.x + indent, 0, column.width - indent,
              rows * Layout::row + (line.is_statement ? 2 * Layout::margin : 0)};
    return out;
  }

  void add(Drawing::Box const& box) {
    auto const &first = out_.lines[box.first].at, &last = out_.lines[box.last].at;
    auto left = first.x;
    for (auto i = box.first; i <= box.last; ++i)
      if (drawing_.lines[i].line.column == box.column) left = std::min(left, out_.lines[i].at.x);
    auto const& column = out_.columns[box.column];
    out_.boxes.push_back({left - Layout::margin, first.y - 2, column.right() - left + 2 * Layout::margin,
                          last.y + last.height + 4 - first.y});
  }

  Drawing const& drawing_;
  std::vector<std::size_t> room_; // of each column, in letters
  Layout out_;
};

} // namespace

Layout layout_of(Drawing const& drawing) { return Placing(drawing).layout(); }

} // namespace barrister::cli
