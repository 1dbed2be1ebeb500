// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/drawing.hpp"
#include "cli/report_trace.hpp"
#include "cli/trace_lines.hpp"
#include <algorithm>
#include <filesystem>
#include <map>

namespace barrister::cli {
namespace {

class Drawer {
public:
  explicit Drawer(Shown const& s) : shown_(s), x_(*s.execution) {}

  Drawing drawing(std::span<proofs::Link const> path) {
    auto traced = trace_lines(shown_.world, x_, shown_.rows);
    Drawing out;
    out.titles = std::move(traced.titles);
    for (auto& line : traced.lines) out.lines.push_back(drawn(line));
    for (auto const* rows : {&shown_.rows.stem, &shown_.rows.cycle})
      for (auto const& row : *rows)
        if (row.inside) inside_[row.run] = *row.inside;
    add_boxes(traced.lines, out);
    out.edges = edges_between(out.lines, x_.execution, path);
    return out;
  }

private:
  Drawing::Line drawn(TraceLine const& from) const {
    Drawing::Line out;
    out.line = from.line;
    if (auto& text = out.line.text; !out.line.column) std::erase(text, '\n');
    out.is_statement = from.is_statement;
    if (!from.is_statement) return out;
    out.events = from.events;
    auto const& thread = shown_.world.program.threads[x_.runs[from.run].context];
    auto const& place = thread.instructions.at(from.instruction).place;
    auto const& own = shown_.world.contexts.front().place;
    out.source = place.line;
    if (place.file && (!own.file || *own.file != *place.file))
      out.file = std::filesystem::path(*place.file).filename().string();
    return out;
  }
  // What an interrupt does, and what interrupts it, has nothing of others on its CPU in between.
  void add_boxes(std::vector<TraceLine> const& lines, Drawing& out) const {
    std::map<std::uint32_t, std::size_t> open; // by run
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!lines[i].line.column) {
        open.clear(); // a cycle begins
        continue;
      }
      for (auto run = std::optional(lines[i].run); run; run = interrupted_by(*run)) {
        auto const context = x_.runs[*run].context;
        if (shown_.world.contexts[context].kind != Context::Kind::Interrupt) continue;
        auto const [at, is_new] = open.emplace(*run, out.boxes.size());
        if (is_new) out.boxes.push_back({*lines[i].line.column, i, i});
        out.boxes[at->second].last = i;
      }
    }
  }
  std::optional<std::uint32_t> interrupted_by(std::uint32_t run) const {
    auto const at = inside_.find(run);
    return at == inside_.end() ? std::nullopt : std::optional(at->second);
  }

  Shown const& shown_;
  ProtocolExecution const& x_;
  std::map<std::uint32_t, std::uint32_t> inside_; // of interrupts: what they interrupt
};

} // namespace

std::optional<Drawing> drawing_of(Protocol const& protocol, ClaimAnswer const& a) {
  auto const s = shown(protocol, a);
  if (!s) return std::nullopt;
  return Drawer(*s).drawing(a.missing ? std::span(a.missing->found.why.steps)
                                      : std::span<proofs::Link const>());
}

} // namespace barrister::cli
