// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_trace.hpp"
#include "cli/annotate.hpp"
#include "cli/trace_rows.hpp"
#include "proofs/replay.hpp"
#include "spec/print.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t page_width = 100, indent = 4, gap = 2, least_step = 24;

struct Line {
  CpuId cpu;
  std::string text, note;
};

class Page {
public:
  Page(Protocol const& protocol, ProtocolExecution const& x, Trace const& trace)
      : protocol_(protocol), x_(x) {
    add(trace.stem);
    auto const cycle = lines_.size();
    headed_.clear(); // each run of the cycle is named in it
    add(trace.cycle);
    annotate(trace);
    find_columns();
    text_ = heading();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == cycle) text_ += "\n--- again and again: ---\n\n";
      text_ += shown(lines_[i]);
    }
  }
  std::string text() && { return std::move(text_); }

private:
  void add(std::vector<TraceRow> const& rows) {
    for (auto const& row : rows) {
      auto& headed = headed_[row.cpu];
      if (headed != row.run) lines_.push_back({row.cpu, name_of_run(protocol_, x_.runs[row.run]) + ":", ""});
      headed = row.run;
      auto const text = instruction(row.run, row.instruction).text;
      lines_.push_back({row.cpu,
                        "  " + (row.kind == TraceRow::Kind::Waits  ? "waits for ever: " + text
                                : row.kind == TraceRow::Kind::Kept ? "never has its CPU again: " + text
                                                                   : text),
                        row.last_write                          ? why_it_waits(*row.last_write)
                        : row.kind == TraceRow::Kind::Faults ? "// fault: " + row.fault
                                                             : ""});
      line_of_row_.push_back(lines_.size() - 1);
    }
  }

  std::string why_it_waits(EventId last) const {
    auto const& e = x_.execution.events[last];
    auto const what = fmt::format("// {} is {}", to_string(*e.address, protocol_.program),
                                  to_string(e.value, protocol_.program));
    if (e.is_initial()) return what + ": initial value";
    auto const run = x_.run_of[last];
    return fmt::format("{}: from {} {}", what, name_of_run(protocol_, x_.runs[run]),
                       place(run, e.instruction));
  }

  Instruction const& instruction(std::uint32_t run, InstructionId i) const {
    return protocol_.program.threads[x_.runs[run].context].instructions.at(i);
  }
  // In the protocol's own file, the line says enough.
  std::string place(std::uint32_t run, InstructionId i) const {
    auto const& at = instruction(run, i).place;
    auto const& own = protocol_.contexts.front().place;
    if (!at.file || (own.file && *own.file == *at.file)) return fmt::format("line {}", at.line);
    return fmt::format("{}:{}", std::filesystem::path(*at.file).filename().string(), at.line);
  }

  void annotate(Trace const& trace) {
    std::vector<Row> rows(trace.stem.begin(), trace.stem.end());
    rows.insert(rows.end(), trace.cycle.begin(), trace.cycle.end());
    Speaker const says{
        [&](EventId e) { return name_of_run(protocol_, x_.runs[x_.run_of[e]]); },
        [&](EventId e) { return instruction(x_.run_of[e], x_.execution.events[e].instruction).text; },
        [&](EventId e) { return place(x_.run_of[e], x_.execution.events[e].instruction); }};
    auto const notes = annotations(protocol_.program, x_.execution, rows, says);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!notes[i].empty()) lines_[line_of_row_[i]].note = "// " + notes[i];
  }

  // Side by side where that fits; else closer, for a row has one statement.
  void find_columns() {
    std::map<CpuId, std::size_t> widths;
    for (auto const& line : lines_)
      widths[line.cpu] = std::max({widths[line.cpu], line.text.size(), title(line.cpu).size()});
    if (widths.empty()) return;
    std::size_t total = indent, last = widths.rbegin()->second;
    for (auto const& [cpu, width] : widths) total += width + gap;
    auto const steps = widths.size() - 1;
    auto const room = page_width > indent + last ? page_width - indent - last : 0;
    bool const is_crowded = total - gap > page_width && steps > 0;
    std::size_t at = indent;
    for (auto const& [cpu, width] : widths) {
      column_[cpu] = at;
      at += is_crowded ? std::max(least_step, std::min(width + gap, room / steps)) : width + gap;
    }
  }
  std::string title(CpuId cpu) const {
    return fmt::format("CPU {}{}", cpu, cpu < protocol_.declared ? "" : " (spare)");
  }
  std::string heading() const {
    std::string text;
    for (auto const& [cpu, at] : column_) {
      if (text.size() < at) text += std::string(at - text.size(), ' ');
      text += title(cpu);
    }
    return text + "\n\n";
  }
  std::string shown(Line const& line) const {
    auto const margin = std::string(column_.at(line.cpu), ' ');
    if (line.note.empty()) return margin + line.text + "\n";
    bool const fits = margin.size() + line.text.size() + gap + line.note.size() <= page_width;
    return margin + line.text + (fits ? "  " : "\n" + margin + "  ") + line.note + "\n";
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  std::vector<Line> lines_;
  std::vector<std::size_t> line_of_row_;
  std::map<CpuId, std::optional<std::uint32_t>> headed_; // the run whose rows the last line of a column is of
  std::map<CpuId, std::size_t> column_;
  std::string text_;
};

// What ghosts and accumulators hold at the end, but for what they started with.
std::string ghosts(Protocol const& protocol, ProtocolExecution const& x, unsigned unroll) {
  auto const before = proofs::state_at(protocol, protocol.starts[x.start]);
  auto const state = proofs::final_state(protocol, x, proofs::run_again(protocol, x, unroll));
  std::string text;
  auto const say = [&](std::string const& name, Value v) {
    text += fmt::format("{}{}={};", text.empty() ? "finally: " : " ", name, to_string(v, protocol.program));
  };
  for (auto const& [at, value] : state.owned) {
    auto const& variable = protocol.owned[at.first];
    auto const old = before.owned.find(at);
    if (!variable.is_ghost || (old != before.owned.end() && old->second == value)) continue;
    say(variable.owner == OwnedVariable::Owner::Cpu ? fmt::format("{}[{}]", variable.name, at.second)
                                                    : variable.name,
        value);
  }
  for (std::size_t a = 0; a < state.counts.size(); ++a)
    if (auto const& name = protocol.accumulators[a].name; !name.starts_with("reached("))
      say(name, state.counts[a]);
  return text.empty() ? "" : "\n" + text + "\n";
}

// Nothing where the file has no start of its own.
std::string start_in_words(Protocol const& protocol, Start const& start) {
  if (protocol.starts.size() == 1 && start.sentence.empty()) return "";
  return fmt::format("start {}{}\n", start.name, start.sentence.empty() ? "" : ": " + start.sentence);
}

} // namespace

std::string name_of_run(Protocol const& protocol, Run const& run) {
  auto const& context = protocol.contexts[run.context];
  return context.name + (context.kind == Context::Kind::Act         ? " (act)"
                         : context.kind == Context::Kind::Interrupt ? " (interrupt)"
                                                                    : "");
}

std::string report_trace(Protocol const& protocol, ClaimAnswer const& a) {
  auto const& [execution, lasso] = std::tie(a.verdict.execution, a.verdict.lasso);
  if (!execution && !lasso) return "";
  auto const& x = lasso ? lasso->execution : *execution;
  auto const world = world_of(protocol, a.question.claim);
  auto const rows = lasso ? trace(world, *lasso, a.unroll) : trace(world, x, a.unroll);
  return start_in_words(world, world.starts[x.start]) + "\n" + Page(world, x, rows).text() +
         (lasso ? "" : ghosts(world, x, a.unroll));
}

} // namespace barrister::cli
