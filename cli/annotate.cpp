// SPDX-License-Identifier: BSD-2-Clause
#include "cli/annotate.hpp"
#include "cli/wording.hpp"
#include "spec/print.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

class Annotator {
public:
  Annotator(Execution const& x, std::vector<Row> const& rows, Speaker const& s)
      : execution(x), says(s), row_of(x.events.size(), rows.size() + 1) {
    for (EventId e = 0; e < x.events.size(); ++e)
      if (x.events[e].is_initial()) row_of[e] = initially;
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (auto const e : rows[i].events) row_of[e] = i + 1;
  }

  std::string of(Row const& row) const {
    std::string text;
    for (auto const e : row.events) {
      auto const one = execution.events[e].kind == EventKind::Read    ? of_read(e)
                       : execution.events[e].kind == EventKind::Write ? of_write(e)
                                                                      : "";
      if (!one.empty()) text += (text.empty() ? "" : "; ") + one;
    }
    return text;
  }

private:
  static constexpr std::size_t initially = 0;

  std::string of_read(EventId read) const {
    auto const& event = execution.events[read];
    auto const value = event.tags.has(Tag::Lkr) ? "lock free" : says.value(event.value);
    std::optional<EventId> source;
    for (EventId w = 0; w < execution.events.size(); ++w)
      if (execution.rf.contains(w, read)) source = w;
    if (!source) return value;

    auto const& from = execution.events[*source];
    if (auto const newer = printed_newer(*source, read)) {
      auto const whose = says.who(*newer) == says.who(read) ? "its own store" : says.who(*newer) + "'s store";
      return fmt::format("still {}{}: {} is not yet visible", value,
                         from.is_initial() ? "" : " from " + where(*source, read), whose);
    }
    if (from.is_initial()) return value + ": initial value";
    return fmt::format("{}: from {}{}", value, where(*source, read),
                       row_of[*source] > row_of[read] ? ", further down" : "");
  }

  // A write in a row above an event that comes after `write` in coherence order.
  std::optional<EventId> printed_newer(EventId write, EventId event) const {
    for (EventId w = 0; w < execution.events.size(); ++w)
      if (execution.co.contains(write, w) && row_of[w] < row_of[event]) return w;
    return std::nullopt;
  }

  std::string where(EventId from, EventId to) const {
    auto const name = says.who(from);
    return name == says.who(to) ? says.place(from) : name + " " + says.place(from);
  }

  std::string of_write(EventId write) const {
    auto const said = written_value(write);
    auto const newer = printed_newer(write, write);
    if (!newer) return said;
    auto const overwritten = fmt::format("overwritten by {}'s store above", says.who(*newer));
    return said.empty() ? overwritten : said + ", " + overwritten;
  }

  std::string written_value(EventId write) const {
    auto const& event = execution.events[write];
    auto const value = says.value(event.value);
    if (event.tags.has(Tag::Lkw) || event.tags.has(Tag::Ul)) return "";
    if (event.tags.has(Tag::Rmw)) return "now " + value;
    return says.statement(write).find(value) == std::string::npos ? "writes " + value : "";
  }

  Execution const& execution;
  Speaker const& says;
  std::vector<std::size_t>
      row_of; // of each event: initially, or 1 and up; of one that is in no row, behind all
};

} // namespace

Speaker speaker(Program const& program, Execution const& x) {
  return {[&](EventId e) { return program.threads[x.events[e].cpu].name; },
          [&](EventId e) { return statement(program, x.events[e]); },
          [&](EventId e) { return fmt::format("line {}", line_of(program, x.events[e])); },
          [&](Value v) { return to_string(v, program); }};
}

std::vector<std::string> annotations(Execution const& x, std::vector<Row> const& in_order,
                                     Speaker const& says) {
  Annotator const annotator(x, in_order, says);
  std::vector<std::string> all;
  for (auto const& row : in_order) all.push_back(annotator.of(row));
  return all;
}

} // namespace barrister::cli
