// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_columns.hpp"
#include "cli/annotate.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t page_width = 100, indent = 4, gap = 2;

struct Line {
  CpuId cpu;
  std::string statement, note;
  std::string text() const { return note.empty() ? statement : statement + "  " + note; }
};

std::vector<Line> lines_of(Program const& program, Execution const& x, std::span<Fault const> faults) {
  auto const rows = rows_in_order(x);
  auto const notes = annotations(program, x, rows, speaker(program, x));
  std::vector<Line> lines;
  for (std::size_t i = 0; i < rows.size(); ++i)
    lines.push_back({rows[i].cpu, statement(program, x.events[rows[i].events.front()]),
                     notes[i].empty() ? "" : "// " + notes[i]});
  for (auto const& fault : faults)
    lines.push_back({fault.by, program.threads[fault.by].instructions[fault.instruction].text,
                     "// fault: " + in_words(fault, program)});
  return lines;
}

// Where each column starts, and at the end where the page does, when a line is as wide as `width` says.
template <class Width>
std::vector<std::size_t> starts(Program const& program, std::vector<Line> const& lines, Width width) {
  std::vector<std::size_t> result = {indent};
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu) {
    auto widest = program.threads[cpu].name.size();
    for (auto const& line : lines)
      if (line.cpu == cpu) widest = std::max(widest, width(line));
    result.push_back(result.back() + widest + gap);
  }
  return result;
}

// A row has one statement, so on a crowded page notes may reach under the columns to their right.
std::vector<std::size_t> columns(Program const& program, std::vector<Line> const& lines) {
  auto const roomy = starts(program, lines, [](Line const& line) { return line.text().size(); });
  if (roomy.back() - gap <= page_width) return roomy;
  return starts(program, lines, [](Line const& line) { return line.statement.size(); });
}

std::string words(Program const& program, Event const& e) {
  if (e.is_initial()) return "the initial value";
  auto text = statement(program, e);
  if (text.ends_with(';')) text.pop_back();
  char const* half = !e.tags.has(Tag::Rmw) ? "" : e.kind == EventKind::Read ? " (read)" : " (write)";
  return program.threads[e.cpu].name + ": " + text + half;
}

std::string meaning(LitmusTest const& test, MemoryModel const& model, Witness const& w) {
  switch (w.kind) {
  case Witness::Kind::Satisfies: return "satisfies: " + condition(test) + "\n";
  case Witness::Kind::Falsifies: return "falsifies: " + condition(test) + "\n";
  case Witness::Kind::Faults: return "";
  case Witness::Kind::Forbidden: break;
  }
  return w.explanation ? report_explanation(test.program, model, *w.execution, *w.explanation)
                       : "forbidden by " + model.name + "\n";
}

} // namespace

std::string report_page(Program const& program, Execution const& x, std::span<Fault const> faults) {
  auto const lines = lines_of(program, x, faults);
  auto const start = columns(program, lines);
  std::string text;
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    text += std::string(start[cpu] - text.size(), ' ') + program.threads[cpu].name;
  text += "\n\n";
  for (auto const& line : lines) {
    auto const margin = std::string(start[line.cpu], ' ');
    bool const fits = margin.size() + line.text().size() <= page_width;
    text += margin + (fits ? line.text() : line.statement + "\n" + margin + line.note) + "\n";
  }
  return text;
}

std::string report_explanation(Program const& program, MemoryModel const& model, Execution const& x,
                               proofs::Explanation const& why) {
  auto const& check = model.checks.at(why.check);
  auto const place = check.place.file ? fmt::format("{}:{}: ", *check.place.file, check.place.line) : "";
  auto text = fmt::format("forbidden by {} ({}{}):\n", check.name.empty() ? "an axiom" : check.name, place,
                          check.text);
  std::size_t from_width = 0, relation_width = 0;
  for (auto const& step : why.steps) {
    from_width = std::max(from_width, words(program, x.events[step.from]).size());
    relation_width = std::max(relation_width, step.relation.size());
  }
  for (auto const& [from, to, relation] : why.steps)
    text += fmt::format("    {:{}}  --{}-->{:{}}  {}\n", words(program, x.events[from]), from_width, relation,
                        "", relation_width - relation.size(), words(program, x.events[to]));
  return text;
}

std::string report_columns(LitmusTest const& test, MemoryModel const& model, Witness const& w) {
  auto const asked = asked_about(test);
  auto const values = joined(items(test.program, asked, final_values(test.program, *w.execution, asked)));
  std::string text = w.kind == Witness::Kind::Forbidden ? "It would take this execution:\n\n" : "";
  text += report_page(test.program, *w.execution, w.faults) + "\n";
  if (w.kind == Witness::Kind::Faults) return text;
  if (!values.empty()) text += "finally: " + values + "\n";
  return text + meaning(test, model, w);
}

} // namespace barrister::cli
