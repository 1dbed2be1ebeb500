// SPDX-License-Identifier: BSD-2-Clause
#include "cli/rows.hpp"
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

// Adds the edges that close no cycle with what is there. `order` is transitive and stays so.
void add_consistent(Relation& order, Relation const& wished) {
  for (auto const& [a, b] : wished.pairs())
    if (a != b && !order.contains(a, b) && !order.contains(b, a)) {
      order.insert(a, b);
      order = order.closure();
    }
}

Relation between_rows(Execution const& x, std::vector<Row> const& rows, Relation const& events) {
  std::vector<std::optional<EventId>> row_of(x.events.size());
  for (EventId i = 0; i < rows.size(); ++i)
    for (auto const e : rows[i].events) row_of[e] = i;
  Relation result(rows.size());
  for (auto const& [a, b] : events.pairs())
    if (row_of[a] && row_of[b]) result.insert(*row_of[a], *row_of[b]);
  return result;
}

// Any linear order will do; one that stays on a CPU as long as it can is the easiest to read.
std::vector<Row> linear(std::vector<Row> const& rows, Relation const& order) {
  std::vector<Row> result;
  std::vector<bool> done(rows.size());
  auto const ready = [&](EventId i) {
    if (done[i]) return false;
    for (EventId j = 0; j < rows.size(); ++j)
      if (!done[j] && order.contains(j, i)) return false;
    return true;
  };
  while (result.size() < rows.size()) {
    std::optional<EventId> next;
    for (EventId i = 0; i < rows.size(); ++i) {
      bool const stays = !result.empty() && rows[i].cpu == result.back().cpu;
      if (ready(i) && (!next || stays)) next = i;
      if (next == i && stays) break;
    }
    done[*next] = true;
    result.push_back(rows[*next]);
  }
  return result;
}

} // namespace

std::vector<Row> rows_in_order(Execution const& x) {
  auto const rows = rows_by_cpu(x);
  Relation order(rows.size());
  for (EventId i = 1; i < rows.size(); ++i)
    for (EventId j = 0; j < i; ++j)
      if (rows[i].cpu == rows[j].cpu) order.insert(j, i);
  for (auto const& wished : {x.rf, x.co, x.rf.inverse().then(x.co)})
    add_consistent(order, between_rows(x, rows, wished));
  return linear(rows, order);
}

} // namespace barrister::cli
