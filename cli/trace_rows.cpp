// SPDX-License-Identifier: BSD-2-Clause
#include "cli/trace_rows.hpp"
#include "proofs/replay.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace barrister::cli {
namespace {

using proofs::StepOf;

bool is_waiting(Statement const& s) {
  if (auto const* fence = std::get_if<Fence>(&s.node)) return is_grace_period(fence->tags);
  if (auto const* load = std::get_if<Load>(&s.node)) return load->until != nullptr;
  if (auto const* rmw = std::get_if<Rmw>(&s.node)) return rmw->until != nullptr;
  return std::holds_alternative<Lock>(s.node);
}

// What comes too early when a row is next; the graver the later.
enum class Broken : std::uint8_t { Nothing, FromRead, Coherence, ReadsFrom };

// Puts the rows of several CPUs in one order, as far as they let it.
class Merge {
public:
  Merge(Execution const& x, std::vector<std::vector<TraceRow>> rows)
      : x_(x), rows_(std::move(rows)), next_(rows_.size()), is_done_(x.events.size(), true) {
    for (auto const& of_cpu : rows_)
      for (auto const& row : of_cpu) {
        for (auto e : row.events) is_done_[e] = false;
        raised_.insert(row.raises.begin(), row.raises.end());
      }
    for (auto const& [w, r] : x.rf.pairs()) source_[r] = w;
  }

  std::vector<TraceRow> run() {
    std::vector<TraceRow> out;
    for (std::optional<std::size_t> cpu = 0; (cpu = nearest_to(*cpu));) {
      auto& row = rows_[*cpu][next_[*cpu]++];
      for (auto e : row.events) is_done_[e] = true;
      for (auto r : row.raises) raised_.erase(r);
      out.push_back(std::move(row));
    }
    return out;
  }

private:
  // The CPU whose next row breaks least; it stays on one as long as it can.
  std::optional<std::size_t> nearest_to(std::size_t last) const {
    std::optional<std::size_t> chosen;
    auto least = Broken::Nothing;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      auto const cpu = (last + i) % rows_.size();
      if (next_[cpu] == rows_[cpu].size()) continue;
      auto const broken = breaks(rows_[cpu][next_[cpu]]);
      if (!chosen || broken < least) chosen = cpu, least = broken;
    }
    return chosen;
  }
  Broken breaks(TraceRow const& row) const {
    if (raised_.contains(row.run)) return Broken::ReadsFrom;
    auto worst = Broken::Nothing;
    auto const is_done = [&](EventId e) {
      return is_done_[e] || std::ranges::find(row.events, e) != row.events.end();
    };
    for (auto e : row.events) {
      if (auto const at = source_.find(e); at != source_.end() && !is_done(at->second))
        return Broken::ReadsFrom;
      if (x_.events[e].kind != EventKind::Write) continue;
      for (EventId w = 0; w < x_.events.size(); ++w)
        if (!is_done(w) && x_.co.contains(w, e)) worst = Broken::Coherence;
      for (auto const& [read, write] : source_)
        if (!is_done(read) && x_.co.contains(write, e)) worst = std::max(worst, Broken::FromRead);
    }
    return worst;
  }

  Execution const& x_;
  std::vector<std::vector<TraceRow>> rows_; // by CPU
  std::vector<std::size_t> next_;
  std::vector<bool> is_done_;         // by event
  std::map<EventId, EventId> source_; // of each read
  std::set<std::uint32_t> raised_;    // runs of interrupts that these rows raise, and have not yet
};

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
      std::erase_if(by_cpu[cpu], [](TraceRow const& row) { return row.kind == TraceRow::Kind::Quiet; });
    }
    return Merge(x_.execution, std::move(by_cpu)).run();
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
    }
    auto& row = rows.back();
    for (auto i = step.first; i < step.last; ++i) row.events.push_back(events_[s.run][i]);
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r)
      if (auto const& cause = x_.runs[r].cause; cause && cause->run == s.run && cause->step == s.step)
        row.raises.push_back(r);
    if (is_seen(s)) row.kind = TraceRow::Kind::Done;
  }
  // Not a read of what is owned; nor the readers that lowering puts around code that is not preemptible.
  bool is_seen(StepOf s) const {
    auto const& step = history_.runs[s.run].steps[s.step];
    if (step.first == step.last) return step.raised || (step.owned && step.owned->is_store);
    if (step.first + 1 != step.last) return true;
    auto const& tags = x_.execution.events[events_[s.run][step.first]].tags;
    if (!tags.has(Tag::RcuLock) && !tags.has(Tag::RcuUnlock)) return true;
    auto const& thread = protocol_.program.threads[x_.runs[s.run].context];
    return thread.instructions.at(step.instruction).text.find("rcu_read") != std::string::npos;
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
  auto const copy = [&](StepOf s) {
    if (s.run != lasso.run) return static_cast<unsigned>(lasso.copy[s.run]);
    return s.step < lasso.first ? 0u : s.step < lasso.second ? 1u : 2u;
  };
  Trace out{tracer.rows([&](StepOf s) { return copy(s) == 0; }),
            tracer.rows([&](StepOf s) { return copy(s) == 1; })};
  tracer.add_waiting(out.stem);
  return out;
}

} // namespace barrister::cli
