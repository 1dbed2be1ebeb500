// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/source_lines.hpp"
#include "cli/picture/markup.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <sstream>

namespace barrister::cli {
namespace {

constexpr std::size_t short_enough = 60'000, most = 110'000; // bytes of markup
constexpr std::uint32_t around = 8;                          // lines before and behind

using Lines = std::set<std::uint32_t>;

void add(std::map<std::string, Lines>& spoken_of, Sheet::Run const& run) {
  if (run.changed > 0) spoken_of[""].insert(run.changed);
  if (!run.drawing) return;
  for (auto const& line : run.drawing->lines)
    if (line.source > 0) spoken_of[line.file].insert(line.source);
}
std::map<std::string, Lines> spoken_of(Sheet const& sheet) { // by file
  std::map<std::string, Lines> out;
  for (auto const& group : sheet.groups) {
    for (auto const& run : group.runs) add(out, run);
    for (auto const& barrier : group.barriers)
      if (barrier.run) add(out, *barrier.run);
  }
  return out;
}

bool is_near(Lines const& lines, std::uint32_t n) {
  auto const next = lines.lower_bound(n > around ? n - around : 1);
  return next != lines.end() && *next <= n + around;
}

std::string list(Sheet::Source const& source, std::string const& file, Lines const* only) {
  auto out = fmt::format("<h2>{}</h2><ol{}>", escaped(source.name),
                         file.empty() ? "" : fmt::format(" data-file=\"{}\"", escaped(file)));
  std::istringstream in(source.text);
  std::uint32_t number = 0;
  bool is_gap = false;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (only && !is_near(*only, number)) {
      if (!std::exchange(is_gap, true)) out += "<li class=\"gap\">…</li>";
      continue;
    }
    is_gap = false;
    if (out.size() > most) {
      out += "<li class=\"gap\">…</li>";
      break;
    }
    if (line.ends_with('\r')) line.pop_back();
    out += fmt::format("<li value=\"{}\">{}</li>", number, escaped(line));
  }
  return out + "</ol>\n";
}

} // namespace

std::string source_in_html(Sheet const& sheet) {
  auto const named = spoken_of(sheet);
  auto const lines_of = [&](std::string const& file) {
    auto const found = named.find(file);
    return found == named.end() ? nullptr : &found->second;
  };
  auto const* own = lines_of("");
  Lines const none;
  auto out = list(sheet.source, "", nullptr);
  if (out.size() > short_enough) out = list(sheet.source, "", own ? own : &none);
  for (auto const& part : sheet.library)
    if (auto const* lines = lines_of(part.name)) out += list(part, part.name, lines);
  return out;
}

} // namespace barrister::cli
