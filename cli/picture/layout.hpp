// SPDX-License-Identifier: BSD-2-Clause
// Where everything of a drawing is, in pixels: columns side by side, each line below the one before it.
#pragma once
#include "cli/picture/drawing.hpp"

namespace barrister::cli {

struct Layout {
  struct Rectangle {
    int x = 0, y = 0, width = 0, height = 0;
    int right() const { return x + width; }
    int middle() const { return y + height / 2; }
  };
  struct Line {
    Rectangle at;
    std::vector<std::string> text, note; // in lines; a note that begins behind the text does not stand below
    bool is_note_behind = false;
  };
  std::vector<Rectangle> columns; // over the whole height
  std::vector<Line> lines;        // as those of the drawing
  std::vector<Rectangle> boxes;
  int width = 0, height = 0;

  static constexpr int letter = 8, row = 16, margin = 4; // of a letter of 13 pixels: at most 0.61 of that
};
Layout layout_of(Drawing const&);

} // namespace barrister::cli
