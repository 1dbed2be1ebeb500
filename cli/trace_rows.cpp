// SPDX-License-Identifier: BSD-2-Clause
#include "cli/trace_rows.hpp"
#include "cli/linear.hpp"
#include "proofs/replay.hpp"
#include <algorithm>
#include <map>
#include <utility>

namespace barrister::cli {
namespace {

using proofs::StepOf;

bool is_waiting(Statement const& s) {
  if (auto const* fence = std::get_if<Fence>(&s.node)) return is_grace_period(fence->tags);
  if (auto const* load = std::get_if<Load>(&s.node)) return load->until != nullptr;
  if (auto const* rmw = std::get_if<Rmw>(&s.node)) return rmw->until != nullptr;
  return std::holds_alternative<Lock>(s.node);
}

// The rows of several CPUs in one order. Interrupts come behind what raises them.
std::vector<TraceRow> merged(Execution const& x, std::vector<std::vector<TraceRow>> const& by_cpu) {
  std::vector<TraceRow> all;
  for (auto const& of_cpu : by_cpu) all.insert(all.end(), of_cpu.begin(), of_cpu.end());
  Relation must(all.size()), raises(all.size());
  for (EventId i = 0; i < all.size(); ++i)
    for (EventId j = 0; j < all.size(); ++j) {
      if (all[i].cpu != all[j].cpu && std::ranges::find(all[i].raises, all[j].run) != all[i].raises.end())
        raises.insert(i, j);
      if (i < j && all[i].cpu == all[j].cpu) must.insert(i, j);
    }
  if ((must | raises).acyclic()) must |= raises;
  std::vector<Row> const rows(all.begin(), all.end());
  std::vector<TraceRow> out;
  for (auto const i : linear(rows, must, x)) out.push_back(all[i]);
  return out;
}

class Tracer {
public:
  Tracer(Protocol const& protocol, ProtocolExecution const& x, unsigned unroll)
      : protocol_(protocol), x_(x), unroll_(unroll), history_(proofs::run_again(protocol, x, unroll)),
        events_(proofs::assemble(protocol, x, history_).event_of) {}

  template <class IsIn> std::vector<TraceRow> rows(IsIn is_in) const {
    std::vector<std::vector<TraceRow>> by_cpu(protocol_.cpus);
    for (CpuId cpu = 0; cpu < by_cpu.size(); ++cpu) {
      for (auto const s : history_.order[cpu])
        if (is_in(s)) add(by_cpu[cpu], s);
      std::erase_if(by_cpu[cpu], [this](TraceRow const& row) {
        return row.kind == TraceRow::Kind::Quiet && !begins_grace_period(row);
      });
      name_beginnings(by_cpu[cpu]);
      add_decisions(by_cpu[cpu]);
    }
    return merged(x_.execution, by_cpu);
  }
  // What has not ended, and does not go round.
  void add_waiting(std::vector<TraceRow>& rows) const {
    auto const state = proofs::final_state(protocol_, x_, history_);
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r) {
      auto const* next = history_.runs[r].next;
      if (auto const& fault = history_.runs[r].meaningless; fault && x_.runs[r].end == Run::End::Fault) {
        auto& row = rows.emplace_back();
        row.cpu = x_.runs[r].cpu;
        row.run = r;
        row.instruction = fault->instruction;
        row.kind = TraceRow::Kind::Faults;
        row.fault = in_words(*fault, protocol_.program);
      }
      if (x_.execution.completion == Completion::Fault) continue; // the others need no reason to stop
      if (x_.runs[r].end != Run::End::Stuck || !next) continue;
      auto& row = rows.emplace_back();
      row.cpu = x_.runs[r].cpu;
      row.run = r;
      row.instruction = next->instruction;
      row.kind = is_waiting(*next) ? TraceRow::Kind::Waits : TraceRow::Kind::Kept;
      if (row.kind == TraceRow::Kind::Waits && !std::holds_alternative<Fence>(next->node))
        row.last_write = last_write(proofs::go_on(protocol_, x_, r, state, unroll_).events);
    }
  }

private:
  // To the cell that the last of these events reads.
  std::optional<EventId> last_write(std::vector<Event> const& events) const {
    if (events.empty() || !events.back().address) return std::nullopt;
    auto const& x = x_.execution;
    std::optional<EventId> last;
    for (EventId w = 0; w < x.events.size(); ++w)
      if (x.events[w].kind == EventKind::Write && x.events[w].address == events.back().address &&
          (!last || x.co.contains(*last, w)))
        last = w;
    return last;
  }

  void add(std::vector<TraceRow>& rows, StepOf s) const {
    auto const& step = history_.runs[s.run].steps[s.step];
    if (rows.empty() || starts_row(rows.back(), s)) {
      rows.emplace_back();
      rows.back().cpu = x_.runs[s.run].cpu;
      rows.back().run = s.run;
      rows.back().instruction = step.instruction;
      rows.back().first = s.step;
    }
    auto& row = rows.back();
    row.last = s.step;
    for (auto i = step.first; i < step.last; ++i) row.events.push_back(events_[s.run][i]);
    if (protocol_.contexts[x_.runs[s.run].context].kind == Context::Kind::Interrupt)
      row.inside = interrupted_by(s.run);
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r)
      if (auto const& cause = x_.runs[r].cause; cause && cause->run == s.run && cause->step == s.step)
        row.raises.push_back(r);
    if (is_seen(s)) row.kind = TraceRow::Kind::Done;
  }
  bool begins_grace_period(TraceRow const& row) const {
    auto const& steps = history_.runs[row.run].steps;
    return row.last + 1 < steps.size() && steps[row.last + 1].ends_grace_period;
  }
  // Of those that do not end right behind, and their ends.
  void name_beginnings(std::vector<TraceRow>& rows) const {
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      if (rows[i].kind != TraceRow::Kind::Quiet || rows[i + 1].run == rows[i].run) continue;
      rows[i].kind = TraceRow::Kind::Begins;
      for (auto& row : rows)
        if (row.run == rows[i].run && row.first == rows[i].last + 1) row.kind = TraceRow::Kind::Ends;
    }
    std::erase_if(rows, [](TraceRow const& row) { return row.kind == TraceRow::Kind::Quiet; });
  }
  // Of an `if`, the parts of its condition were decided before it was.
  void add_decisions(std::vector<TraceRow>& rows) const {
    std::map<std::uint32_t, TraceRow const*> before;                      // by run
    std::map<std::pair<std::uint32_t, InstructionId>, std::size_t> again; // steps before its next row
    for (auto& row : rows) {
      auto const* last = std::exchange(before[row.run], &row);
      for (auto const& decision : history_.runs[row.run].decisions)
        if (last && decision.round && *decision.round > 0 && decision.holds && last->last < decision.steps &&
            decision.steps <= row.first)
          row.round = {decision.instruction, *decision.round + 1};
    }
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      auto const next = again.emplace(std::pair(row->run, row->instruction), ~std::size_t{0}).first;
      for (auto const& decision : history_.runs[row->run].decisions)
        if (!decision.round && decision.instruction == row->instruction && row->first < decision.steps &&
            decision.steps <= next->second)
          row->decided = decision.holds;
      next->second = row->first;
    }
  }
  // Where an interrupt came in: the run that goes on behind it, or never ends.
  std::optional<std::uint32_t> interrupted_by(std::uint32_t interrupt) const {
    auto const& order = history_.order[x_.runs[interrupt].cpu];
    std::optional<std::uint32_t> last;
    for (auto const s : order) {
      if (s.run == interrupt) break;
      last = s.run;
    }
    if (!last) return std::nullopt;
    bool is_behind = false;
    for (auto const s : order) {
      is_behind = is_behind || s.run == interrupt;
      if (is_behind && s.run == *last) return last;
    }
    return x_.runs[*last].end == Run::End::Ended ? std::nullopt : last;
  }
  // Not a read of what is owned; nor the readers that lowering puts around code that is not preemptible.
  bool is_seen(StepOf s) const {
    auto const& step = history_.runs[s.run].steps[s.step];
    if (step.first == step.last) return step.raised || (step.owned && step.owned->is_store);
    if (step.first + 1 != step.last) return true;
    auto const& tags = x_.execution.events[events_[s.run][step.first]].tags;
    if (!tags.has(Tag::RcuLock) && !tags.has(Tag::RcuUnlock)) return true;
    auto const& thread = protocol_.program.threads[x_.runs[s.run].context];
    return names_reader(thread.instructions.at(step.instruction).text);
  }
  // As rcu_read_lock(), or as guard(rcu)() and scoped_guard (rcu).
  static bool names_reader(std::string const& text) {
    return text.find("rcu_read") != text.npos ||
           (text.find("guard") != text.npos && text.find("(rcu)") != text.npos);
  }
  bool starts_row(TraceRow const& row, StepOf s) const {
    auto const& step = history_.runs[s.run].steps[s.step];
    if (row.run != s.run || row.instruction != step.instruction) return true;
    for (auto i = step.first; i < step.last; ++i) {
      auto const& event = x_.execution.events[events_[s.run][i]];
      for (auto e : row.events)
        if (auto const& other = x_.execution.events[e];
            other.kind == event.kind && other.address == event.address)
          return true;
    }
    return false;
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  unsigned unroll_;
  proofs::History history_;
  std::vector<std::vector<EventId>> events_; // by run
};

} // namespace

Trace trace(Protocol const& protocol, ProtocolExecution const& x, unsigned unroll) {
  Tracer const tracer(protocol, x, unroll);
  Trace out{tracer.rows([](StepOf) { return true; }), {}};
  tracer.add_waiting(out.stem);
  return out;
}

Trace trace(Protocol const& protocol, Lasso const& lasso, unsigned unroll) {
  Tracer const tracer(protocol, lasso.execution, unroll);
  auto const rows_of = [&](std::uint8_t copy) {
    return tracer.rows([&](StepOf s) { return lasso.copy_of(s.run, s.step) == copy; });
  };
  Trace out{rows_of(0), rows_of(1)};
  tracer.add_waiting(out.stem);
  return out;
}

} // namespace barrister::cli
