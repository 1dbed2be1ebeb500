// SPDX-License-Identifier: BSD-2-Clause
#include "cli/rows.hpp"
#include "cli/linear.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// A statement that runs again, in a loop, gets a row of its own: it does what it did before.
bool starts_row(Execution const& x, Row const& row, EventId e) {
  auto const& event = x.events[e];
  if (event.cpu != row.cpu || event.instruction != x.events[row.events.front()].instruction) return true;
  return std::ranges::any_of(row.events, [&](EventId other) {
    return x.events[other].kind == event.kind && x.events[other].address == event.address;
  });
}

std::vector<Row> rows_by_cpu(Execution const& x) {
  std::vector<Row> rows;
  for (EventId e = 0; e < x.events.size(); ++e) {
    if (x.events[e].is_initial()) continue;
    if (rows.empty() || starts_row(x, rows.back(), e)) rows.push_back({x.events[e].cpu, {}});
    rows.back().events.push_back(e);
  }
  return rows;
}

} // namespace

std::vector<Row> rows_in_order(Execution const& x) {
  auto const rows = rows_by_cpu(x);
  Relation po(rows.size());
  for (EventId i = 1; i < rows.size(); ++i)
    for (EventId j = 0; j < i; ++j)
      if (rows[i].cpu == rows[j].cpu) po.insert(j, i);
  std::vector<Row> result;
  for (auto const i : linear(rows, po, x)) result.push_back(rows[i]);
  return result;
}

} // namespace barrister::cli
