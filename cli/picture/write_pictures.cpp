// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/write_pictures.hpp"
#include "cli/picture/groups.hpp"
#include "cli/picture/svg.hpp"
#include "cli/wording.hpp"
#include "cli/write_whole.hpp"
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

Exit write(std::string const& path, std::string const& text, std::string_view begins_like,
           std::ostream& err) {
  auto const problem = write_whole(path, text, begins_like);
  if (problem.empty()) return Exit::Good;
  err << fmt::format("barrister: {}\n", problem);
  return Exit::BadInput;
}

Drawing const* first_drawing(Sheet const& sheet) {
  for (auto const& group : sheet.groups)
    for (auto const& run : group.runs)
      if (run.drawing) return &*run.drawing;
  return nullptr;
}

} // namespace

Exit write_pictures(CheckOptions const& o, Sheet sheet, std::ostream& err) {
  auto exit = Exit::Good;
  if (!o.html.empty()) {
    sheet.library = library_of(sheet);
    auto const page = written(sheet);
    exit = write(o.html, page.html, "<!DOCTYPE html>", err);
    if (exit == Exit::Good && page.left_out > 0)
      err << fmt::format("barrister: {} has no room for {}\n", o.html, count_of(page.left_out, "picture"));
  }
  if (o.svg.empty()) return exit;
  if (auto const* drawing = first_drawing(sheet))
    return worse(exit, write(o.svg, svg_file(*drawing, sheet.title), "<svg ", err));
  err << "barrister: there is no execution to draw\n";
  return exit;
}

} // namespace barrister::cli
