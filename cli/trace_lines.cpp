// SPDX-License-Identifier: BSD-2-Clause
#include "cli/trace_lines.hpp"
#include "cli/annotate.hpp"
#include "cli/as_written.hpp"
#include "cli/report_trace.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace barrister::cli {
namespace {

constexpr std::size_t step_in = 2, deepest_call = 4; // calls below that are not indented further

class Lines {
public:
  Lines(Protocol const& protocol, ProtocolExecution const& x, Trace const& trace)
      : protocol_(protocol), x_(x) {
    for (auto const* rows : {&trace.stem, &trace.cycle})
      for (auto const& row : *rows) columns_.emplace(row.cpu, 0);
    std::size_t next = 0;
    for (auto& [cpu, column] : columns_) column = next++;
    annotate(trace);
    add(trace.stem, 0);
    if (trace.cycle.empty()) return;
    lines_.emplace_back().line = {std::nullopt, 0, "\n--- again and again: ---\n"};
    headed_.clear(); // each run of the cycle is named in it
    add(trace.cycle, trace.stem.size());
  }
  TraceLines lines() && { return {titles(), std::move(lines_)}; }

private:
  // What was printed of a run last.
  struct Printed {
    std::vector<std::uint32_t> calls; // outermost first
    std::size_t depth = 0;            // of its last line
  };

  std::vector<std::string> titles() const {
    std::vector<std::string> out;
    for (auto const& [cpu, _] : columns_)
      out.push_back(fmt::format("CPU {}{}", cpu, cpu < protocol_.declared ? "" : " (spare)"));
    return out;
  }

  void add(std::vector<TraceRow> const& rows, std::size_t first_note) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto const& row = rows[i];
      head(row);
      auto entered = enter(rows, i);
      bool const is_if = row.decided && instruction(row.run, row.instruction).text.starts_with("if ");
      auto note = row.last_write                       ? why_it_waits(*row.last_write)
                  : row.kind == TraceRow::Kind::Faults ? "fault: " + row.fault
                                                       : notes_[first_note + i];
      if (is_if) note += (note.empty() ? "" : "; ") + std::string(*row.decided ? "taken" : "not taken");
      auto const& text = instruction(row.run, row.instruction).text;
      line(row, depth_in(row.run),
           row.kind == TraceRow::Kind::Waits    ? "waits for ever: " + text
           : row.kind == TraceRow::Kind::Kept   ? "never has its CPU again: " + text
           : row.kind == TraceRow::Kind::Begins ? "begins: " + text
           : row.kind == TraceRow::Kind::Ends   ? "ends: " + text
                                                : text,
           std::move(note));
      auto& last = lines_.back();
      last.line.head = std::move(entered);
      last.is_statement = true;
      last.instruction = row.instruction;
      last.events = row.events;
    }
  }
  void line(TraceRow const& row, std::size_t depth, std::string text, std::string note = {}) {
    auto& added = lines_.emplace_back();
    added.line = {columns_.at(row.cpu), depth, std::move(text), std::move(note)};
    added.run = row.run;
    printed_[row.run].depth = depth;
  }

  // The name of a run, where what is above on its CPU is of another one; but not where an interrupt is over.
  void head(TraceRow const& row) {
    auto& headed = headed_[row.cpu];
    auto const last = std::exchange(headed, row.run);
    if (last == row.run) return;
    if (last && is_inside(*last, row.run)) return;
    if (row.inside && !base_.contains(row.run)) {
      base_[row.run] = printed_[*row.inside].depth + step_in;
      inside_[row.run] = *row.inside;
    }
    line(row, base_[row.run], name_of_run(protocol_, x_.runs[row.run]) + ":");
  }
  bool is_inside(std::uint32_t interrupt, std::uint32_t run) const {
    for (auto at = inside_.find(interrupt); at != inside_.end(); at = inside_.find(at->second))
      if (at->second == run) return true;
    return false;
  }

  // Which calls an instruction stands in, outermost first.
  std::vector<std::uint32_t> calls_around(std::uint32_t run, InstructionId i) const {
    auto const& calls = thread(run).calls;
    std::vector<std::uint32_t> out;
    for (auto c = instruction(run, i).call; c != 0; c = calls[c].from) out.push_back(c);
    std::ranges::reverse(out);
    return out;
  }
  // Heads the calls that this row is the first of, and the round. What has this row alone is headed in its
  // line: that is what is returned.
  std::string enter(std::vector<TraceRow> const& rows, std::size_t i) {
    auto const& row = rows[i];
    auto& before = printed_[row.run].calls;
    if (row.round) {
      before.resize(std::min(before.size(), calls_around(row.run, row.round->loop).size()));
      line(row, depth_in(row.run), fmt::format("round {}:", row.round->number));
    }
    auto const around = calls_around(row.run, row.instruction);
    auto const same = static_cast<std::size_t>(std::ranges::mismatch(before, around).in2 - around.begin());
    auto const next = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1, rows.end(),
                                   [&](TraceRow const& other) { return other.run == row.run; });
    // A loop around the call makes it anew.
    auto const is_in = [&](InstructionId other) {
      return std::ranges::count(calls_around(row.run, other), around.back()) > 0;
    };
    bool const goes_on = next != rows.end() && !around.empty() && is_in(next->instruction) &&
                         (!next->round || is_in(next->round->loop));
    before.resize(same);
    std::string here;
    for (auto j = same; j < around.size(); ++j) {
      auto const name = thread(row.run).calls[around[j]].function + "():";
      if (j + 1 == around.size() && !goes_on)
        here = name;
      else
        line(row, depth_in(row.run), name), before.push_back(around[j]);
    }
    return here;
  }
  std::size_t depth_in(std::uint32_t run) {
    return base_[run] + step_in * (1 + std::min(printed_[run].calls.size(), deepest_call));
  }

  std::string why_it_waits(EventId last) const {
    auto const& e = x_.execution.events[last];
    auto const what = fmt::format("{} is {}", location_as_written(*e.address, protocol_.program),
                                  value_as_written(e.value, protocol_.program));
    if (e.is_initial()) return what + ": initial value";
    auto const run = x_.run_of[last];
    return fmt::format("{}: from {} {}", what, name_of_run(protocol_, x_.runs[run]),
                       place(run, e.instruction));
  }

  Thread const& thread(std::uint32_t run) const { return protocol_.program.threads[x_.runs[run].context]; }
  Instruction const& instruction(std::uint32_t run, InstructionId i) const {
    return thread(run).instructions.at(i);
  }
  std::string place(std::uint32_t run, InstructionId i) const {
    return place_of(protocol_, instruction(run, i));
  }

  void annotate(Trace const& trace) {
    std::vector<Row> rows(trace.stem.begin(), trace.stem.end());
    rows.insert(rows.end(), trace.cycle.begin(), trace.cycle.end());
    Speaker const says{
        [&](EventId e) { return name_of_run(protocol_, x_.runs[x_.run_of[e]]); },
        [&](EventId e) { return instruction(x_.run_of[e], x_.execution.events[e].instruction).text; },
        [&](EventId e) { return place(x_.run_of[e], x_.execution.events[e].instruction); },
        [&](Value v) { return value_as_written(v, protocol_.program); }};
    notes_ = annotations(x_.execution, rows, says);
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  std::map<CpuId, std::size_t> columns_;
  std::vector<std::string> notes_; // by row
  std::vector<TraceLine> lines_;
  std::map<CpuId, std::optional<std::uint32_t>> headed_; // the run whose rows the last line of a column is of
  std::map<std::uint32_t, Printed> printed_;             // by run
  std::map<std::uint32_t, std::size_t> base_;            // where its name stands
  std::map<std::uint32_t, std::uint32_t> inside_;        // of interrupts: what they interrupt
};

} // namespace

TraceLines trace_lines(Protocol const& protocol, ProtocolExecution const& x, Trace const& rows) {
  return Lines(protocol, x, rows).lines();
}

} // namespace barrister::cli
