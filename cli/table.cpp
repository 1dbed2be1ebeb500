// SPDX-License-Identifier: BSD-2-Clause
#include "cli/table.hpp"
#include "cli/glyphs.hpp"
#include <algorithm>
#include <sstream>

namespace barrister::cli {

std::string aligned(std::vector<std::vector<std::string>> const& rows) {
  std::vector<std::size_t> widths;
  for (auto const& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  std::string text;
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(widths[i] - columns_of(row[i]) + 2, ' ');
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string fitted(std::vector<std::vector<std::string>> const& rows, std::size_t most) {
  std::vector<std::size_t> widths;
  for (auto const& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i]) + 2);
  }
  std::string text;
  for (std::size_t from = 1; from < widths.size() || text.empty();) {
    auto to = from;
    std::size_t width = widths.empty() ? 0 : widths[0];
    while (to < widths.size() && (to == from || width + widths[to] <= most + 2)) width += widths[to++];
    std::vector<std::vector<std::string>> part;
    for (auto const& row : rows) {
      part.push_back({row.begin(), row.begin() + (row.empty() ? 0 : 1)});
      for (auto i = from; i < std::min(to, row.size()); ++i) part.back().push_back(row[i]);
    }
    text += (text.empty() ? "" : "\n") + aligned(part);
    from = std::max(to, from + 1);
  }
  return text;
}

std::string wrapped(std::string const& text, std::size_t most) {
  std::istringstream words(text);
  std::string out, line;
  for (std::string word; words >> word;) {
    if (!line.empty() && line.size() + 1 + word.size() > most) {
      out += line + '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + line;
}

} // namespace barrister::cli
