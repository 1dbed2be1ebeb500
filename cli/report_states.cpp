// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_states.hpp"
#include "cli/wording.hpp"
#include "proofs/check.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {

std::string report_states(LitmusTest const& test, LitmusResult const& r) {
  std::vector<std::vector<Item>> rows;
  for (auto const& state : r.states) rows.push_back(items(test.program, test.observed, state.values));
  if (rows.empty()) return "";

  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    auto width = rows[0][column].name.size();
    for (auto const& row : rows) width = std::max(width, row[column].value.size());
    widths.push_back(width);
  }
  auto const line = [&](std::vector<Item> const& row, std::string Item::*part, bool marked) {
    std::string text = marked ? "  *" : "   ";
    for (std::size_t i = 0; i < row.size(); ++i) text += fmt::format(" {:>{}}", row[i].*part, widths[i] + 1);
    return text + "\n";
  };

  auto text = line(rows[0], &Item::name, false);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const& x = r.states[i].execution;
    bool const marked =
        test.proposition.kind != Proposition::Kind::True &&
        holds(test.proposition, test.program, [&](Observable const& o) { return proofs::observe(x, o); });
    text += line(rows[i], &Item::value, marked);
  }
  return text;
}

} // namespace barrister::cli
