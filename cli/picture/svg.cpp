// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/svg.hpp"
#include "cli/picture/markup.hpp"
#include "cli/picture/shipped_assets.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Kind = Drawing::Kind;
constexpr int title_height = 26, baseline = 12;
constexpr std::array kinds = {"rf", "co", "fr", "path"};

char const* name_of(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::string text_at(int x, int y, std::string const& text, std::string const& more = "") {
  auto const first = text.find_first_not_of(' ');
  if (first == text.npos) return "";
  return fmt::format("<text{} x=\"{}\" y=\"{}\">{}</text>", more,
                     x + static_cast<int>(first) * Layout::letter, y, escaped(text.substr(first)));
}
std::string rectangle(Layout::Rectangle const& r, std::string const& more = "") {
  return fmt::format("<rect{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", more, r.x, r.y, r.width,
                     r.height);
}

std::string titles(Drawing const& d, Layout const& at) {
  std::string out;
  for (std::size_t i = 0; i < d.titles.size(); ++i)
    out += text_at(at.columns[i].x + Layout::margin, title_height - 8, d.titles[i], " class=\"title\"");
  return out;
}

std::string line(Drawing::Line const& of, Layout::Line const& at, std::size_t index) {
  auto const padding = of.is_statement ? Layout::margin : 0;
  auto y = at.at.y + padding + baseline;
  auto const x = at.at.x + (of.line.column ? Layout::margin : 0);
  std::string out;
  for (auto const& text : at.text) {
    out += text_at(x, y, text);
    y += Layout::row;
  }
  auto const behind = at.text.empty() ? 0 : static_cast<int>(at.text.back().size() + 2) * Layout::letter;
  for (auto const& note : at.note) {
    out += at.is_note_behind ? text_at(x + behind, y - Layout::row, note, " class=\"note\"")
                             : text_at(x + 2 * Layout::letter, y, note, " class=\"note\"");
    y += Layout::row;
  }
  if (!of.is_statement) return fmt::format("<g class=\"heading\">{}</g>\n", out);
  auto const place = of.source == 0 ? ""
                                    : fmt::format(" data-s=\"{}{}{}\"", escaped(of.file),
                                                  of.file.empty() ? "" : ":", of.source);
  return fmt::format("<g class=\"line\" tabindex=\"-1\" data-i=\"{}\" data-c=\"{}\"{}>{}{}</g>\n", index,
                     of.line.column.value_or(0), place, rectangle(at.at), out);
}

// From the side of the one to the side of the other; in one column, around what is between them.
std::string edge(Drawing::Edge const& e, Drawing const& d, Layout const& at, std::string const& name) {
  auto const &a = at.lines[e.from].at, &b = at.lines[e.to].at;
  auto const column = [&](std::size_t i) { return d.lines[i].line.column.value_or(0); };
  bool const is_right = column(e.from) < column(e.to), is_left = column(e.to) < column(e.from);
  // Edges of different kinds between the same lines stay apart.
  auto const shift = 4 * (static_cast<int>(e.kind) - 1);
  auto const y1 = a.middle() + shift, y2 = b.middle() + shift;
  auto const x1 = is_left ? a.x : a.right(), x2 = is_right ? b.x : b.right();
  auto const bend = is_left || is_right ? 40 : 16 + std::min(36, std::abs(y2 - y1) / 10);
  auto const c1 = is_left ? x1 - bend : x1 + bend, c2 = is_right ? x2 - bend : x2 + bend;
  auto out =
      fmt::format("<path class=\"edge {}\" data-a=\"{}\" data-b=\"{}\" marker-end=\"url(#{}-{})\" "
                  "d=\"M{} {}C{} {} {} {} {} {}\"/>\n",
                  name_of(e.kind), e.from, e.to, name, name_of(e.kind), x1, y1, c1, y1, c2, y2, x2, y2);
  if (e.kind != Kind::Path) return out;
  bool const is_beside = !is_left && !is_right;
  auto const x = (x1 + 3 * c1 + 3 * c2 + x2) / 8 + (is_beside ? Layout::margin : 0);
  out += text_at(x, (y1 + y2) / 2 + (is_beside ? 4 : -3), e.relation,
                 fmt::format(" class=\"relation{}\" data-a=\"{}\" data-b=\"{}\"", is_beside ? " beside" : "",
                             e.from, e.to));
  return out;
}

std::string markers(std::string const& name) {
  std::string out = "<defs>";
  for (auto const* kind : kinds)
    out += fmt::format(
        "<marker id=\"{}-{}\" class=\"{}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
        "markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 "
        "8z\"/></marker>",
        name, kind, kind);
  return out + "</defs>\n";
}

std::string body(Drawing const& d, Layout const& at, std::string const& name) {
  auto out = markers(name);
  for (auto const& column : at.columns) out += rectangle(column, " class=\"column\"");
  for (auto const& box : at.boxes) out += rectangle(box, " class=\"interrupt\" rx=\"4\"");
  out += "\n";
  for (std::size_t i = 0; i < d.lines.size(); ++i) out += line(d.lines[i], at.lines[i], i);
  for (auto const& e : d.edges) out += edge(e, d, at, name);
  return out;
}

std::string opened(char const* kind, int width, int height) {
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{}\" width=\"{}\" height=\"{}\" "
                     "viewBox=\"0 0 {} {}\">",
                     kind, width, height, width, height);
}

} // namespace

std::string svg_titles(Drawing const& d, Layout const& at) {
  return opened("titles", at.width, title_height) + titles(d, at) + "</svg>\n";
}
std::string svg_body(Drawing const& d, Layout const& at, std::string const& name) {
  return opened("picture", at.width, at.height) + "\n" + body(d, at, name) + "</svg>\n";
}

std::string svg_file(Drawing const& d, std::string const& title) {
  auto const at = layout_of(d);
  return opened("picture", at.width, at.height + title_height) +
         fmt::format("\n<title>{}</title>\n<style>\n{}</style>\n", escaped(title), asset("picture.css")) +
         titles(d, at) + fmt::format("\n<g transform=\"translate(0 {})\">\n", title_height) +
         body(d, at, "e") + "</g>\n</svg>\n";
}

} // namespace barrister::cli
