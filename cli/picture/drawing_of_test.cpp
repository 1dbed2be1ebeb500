// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/drawing.hpp"
#include "cli/report_columns.hpp"
#include "cli/wording.hpp"

namespace barrister::cli {

Drawing drawing_of(LitmusTest const& test, Witness const& w, std::span<proofs::Link const> path) {
  auto const& x = *w.execution;
  auto columns = cli::columns(test.program, x, w.faults);
  Drawing out;
  out.titles = std::move(columns.titles);
  for (std::size_t i = 0; i < columns.lines.size(); ++i) {
    auto& line = out.lines.emplace_back();
    line.line = std::move(columns.lines[i]);
    line.is_statement = true;
    if (i < columns.rows.size()) {
      line.events = std::move(columns.rows[i].events);
      line.source = line_of(test.program, x.events[line.events.front()]);
    } else {
      auto const& fault = w.faults[i - columns.rows.size()];
      line.source = test.program.threads[fault.by].instructions[fault.instruction].place.line;
    }
  }
  out.edges = edges_between(out.lines, x, path);
  return out;
}

} // namespace barrister::cli
