// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_columns.hpp"
#include "cli/annotate.hpp"
#include "cli/report_explanation.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>
#include <map>

namespace barrister::cli {
namespace {

std::string words(Program const& program, Event const& e) {
  if (e.is_initial()) return "the initial value";
  auto text = statement(program, e);
  if (text.ends_with(';')) text.pop_back();
  char const* half = !e.tags.has(Tag::Rmw) ? "" : e.kind == EventKind::Read ? " (read)" : " (write)";
  return program.threads[e.cpu].name + ": " + text + half;
}

std::string meaning(LitmusTest const& test, MemoryModel const& model, Witness const& w, std::size_t width) {
  auto const is = [&](char const* verb) {
    return filled(std::string(verb) + ": " + condition(test), width - 4, "    ") + "\n";
  };
  switch (w.kind) {
  case Witness::Kind::Satisfies:
    return is(test.quantifier == Quantifier::NotExists ? "violates" : "satisfies");
  case Witness::Kind::Falsifies: return is("falsifies");
  case Witness::Kind::Faults: return "";
  case Witness::Kind::Forbidden: break;
  }
  return w.explanation ? report_explanation(test.program, model, *w.execution, *w.explanation, width)
                       : "forbidden by " + model.name + "\n";
}

} // namespace

Columns columns(Program const& program, Execution const& x, std::span<Fault const> faults) {
  Columns out;
  out.rows = rows_in_order(x);
  auto const& rows = out.rows;
  auto const notes = annotations(x, rows, speaker(program, x));
  std::map<CpuId, std::size_t> column;
  for (auto const& row : rows) column.emplace(row.cpu, 0);
  for (auto const& fault : faults) column.emplace(fault.by, 0);
  for (auto& [cpu, index] : column) {
    index = out.titles.size();
    out.titles.push_back(program.threads[cpu].name);
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    out.lines.push_back(
        {column.at(rows[i].cpu), 0, statement(program, x.events[rows[i].events.front()]), notes[i]});
  for (auto const& fault : faults)
    out.lines.push_back({column.at(fault.by), 0,
                         program.threads[fault.by].instructions[fault.instruction].text,
                         "fault: " + in_words(fault, program)});
  return out;
}

std::string report_page(Program const& program, Execution const& x, std::span<Fault const> faults,
                        std::size_t width) {
  auto const shown = columns(program, x, faults);
  return page(shown.titles, shown.lines, width);
}

std::string report_explanation(Program const& program, MemoryModel const& model, Execution const& x,
                               proofs::Explanation const& why, std::size_t width) {
  return report_explanation([&](EventId e) { return words(program, x.events[e]); },
                            model.checks.at(why.check), why, width);
}

std::string at_the_end(LitmusTest const& test, MemoryModel const& model, Witness const& w,
                       std::size_t width) {
  if (w.kind == Witness::Kind::Faults) return "";
  auto const asked = asked_about(test);
  auto const values = joined(items(test.program, asked, final_values(test.program, *w.execution, asked)));
  return (values.empty() ? "" : filled("finally: " + values, width - 4, "    ") + "\n") +
         meaning(test, model, w, width);
}

std::string report_columns(LitmusTest const& test, MemoryModel const& model, Witness const& w,
                           std::size_t width) {
  return (w.kind == Witness::Kind::Forbidden ? "It would take this execution:\n\n" : "") +
         report_page(test.program, *w.execution, w.faults, width) + "\n" + at_the_end(test, model, w, width);
}

} // namespace barrister::cli
