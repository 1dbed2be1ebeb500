// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/traces.hpp"
#include "solver/values/domains.hpp"
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Tracer {
public:
  Tracer(EventGraph const& graph, Program const& program, TraceOptions const& options)
      : graph_(graph), options_(options) {
    for (ObjectId o = 0; o < program.objects.size(); ++o) {
      first_cell_.push_back(static_cast<CellId>(out_.cells.size()));
      for (std::size_t cell = 0; cell < program.objects[o].initial.size(); ++cell)
        out_.cells.push_back(address(o, static_cast<std::int64_t>(cell)));
      cells_of_.push_back(program.objects[o].initial.size());
    }
    facts_of_.resize(out_.cells.size());
    values_.resize(graph.terms.size());
    sort_terms();
    for (EventId e = 0; e < graph.initial_writes; ++e)
      fact(cell_of(*values_[*graph.events[e].address]), *values_[graph.events[e].value]);
    seed_constant_writes();
    if (may_justify_itself()) seed_from_domains();
    for (EventId e = 0; e < graph.events.size(); ++e) {
      auto const cpu = graph.events[e].thread;
      if (cpu == no_cpu) continue;
      if (events_of_.size() <= cpu) events_of_.resize(cpu + 1);
      events_of_[cpu].push_back(e);
    }
    events_of_.resize(graph.threads);
    waits_.resize(graph.events.size(), none);
    for (auto const& wait : graph.waits) waits_[wait.read] = wait.passes;
    sort_points();
  }

  Traces run() {
    auto const rounds = computed_writes(graph_);
    for (std::size_t round = 0; round <= rounds; ++round) {
      auto const facts = out_.facts.size();
      trace_all();
      if (out_.exhausted || out_.facts.size() == facts) break;
    }
    auto const has_fault = [](auto const& traces) {
      return std::ranges::find(traces, Trace::End::Fault, &Trace::end) != traces.end();
    };
    stops_ = !out_.exhausted && std::ranges::any_of(out_.of_cpu, has_fault);
    if (stops_) trace_all();
    return std::move(out_);
  }

private:
  static constexpr TermId none = ~TermId{0};

  void trace_all() {
    readable_ = facts_of_; // Jacobi: what this round writes is read in the next
    out_.of_cpu.assign(graph_.threads, {});
    out_.cut = false;
    made_ = 0;
    for (CpuId cpu = 0; cpu < graph_.threads && !out_.exhausted; ++cpu) {
      path_.clear();
      step(cpu, 0, 0);
    }
  }

  // What ends a run between two events, in program order: a demand that is not met, or a cut.
  struct Point {
    EventId before;
    Demand const* demand;
    Cut const* cut;
  };
  void sort_points() {
    points_of_.resize(graph_.threads);
    std::size_t next = 0;
    auto const demands_until = [&](std::size_t end) {
      for (; next < end; ++next)
        points_of_[graph_.demands[next].thread].push_back(
            {graph_.demands[next].before, &graph_.demands[next], nullptr});
    };
    for (auto const& cut : graph_.cuts) {
      demands_until(std::min(cut.demands, graph_.demands.size()));
      points_of_[cut.thread].push_back({cut.before, nullptr, &cut});
    }
    demands_until(graph_.demands.size());
  }

  // Terms whose value is settled once a read has been given its value (or found not executed), in an order in
  // which operands come first; and constants, at once.
  void sort_terms() {
    std::vector<EventId> last(graph_.terms.size(), none);
    settled_by_.resize(graph_.events.size());
    auto const later = [](EventId a, EventId b) { return a == none ? b : b == none ? a : std::max(a, b); };
    for (TermId t = 0; t < graph_.terms.size(); ++t) {
      auto const& term = graph_.terms[t];
      switch (term.kind) {
      case Term::Kind::Constant: break;
      case Term::Kind::ReadValue: last[t] = term.a; break;
      case Term::Kind::Operation: last[t] = later(last[term.a], last[term.b]); break;
      case Term::Kind::Select: last[t] = later(last[term.a], later(last[term.b], last[term.c])); break;
      case Term::Kind::Convert: last[t] = last[term.a]; break;
      default: break; // of protocols, which have no traces
      }
      if (last[t] == none)
        values_[t] = compute(term);
      else if (term.kind != Term::Kind::ReadValue)
        settled_by_[last[t]].push_back(t);
    }
  }
  std::optional<Value> compute(Term const& term) const {
    switch (term.kind) {
    case Term::Kind::Constant: return term.value;
    case Term::Kind::ReadValue: return std::nullopt;
    case Term::Kind::Operation:
      if (!values_[term.a] || !values_[term.b]) return std::nullopt;
      return apply(graph_, term, *values_[term.a], *values_[term.b]);
    case Term::Kind::Select:
      if (!values_[term.a]) return std::nullopt;
      return values_[truth(*values_[term.a]) ? term.b : term.c];
    case Term::Kind::Convert:
      if (!values_[term.a]) return std::nullopt;
      return convert(*values_[term.a], graph_.types[term.b]);
    default: return std::nullopt; // of protocols
    }
    return std::nullopt;
  }
  void settle(EventId read, std::optional<Value> value) {
    values_[graph_.events[read].value] = value;
    for (auto t : settled_by_[read]) values_[t] = compute(graph_.terms[t]);
  }

  CellId cell_of(Value a) const {
    if (!a.is_address() || a.number < 0 || static_cast<std::size_t>(a.number) >= cells_of_[a.object])
      return no_cell;
    return first_cell_[a.object] + static_cast<CellId>(a.number);
  }
  FactId fact(CellId cell, Value value) {
    for (auto f : facts_of_[cell])
      if (out_.facts[f].value == value) return f;
    auto const f = static_cast<FactId>(out_.facts.size());
    out_.facts.push_back({cell, value});
    facts_of_[cell].push_back(f);
    return f;
  }
  // Most tests store constants: knowing these from the start saves rounds.
  void seed_constant_writes() {
    for (auto const& event : graph_.events)
      if (event.kind == EventKind::Write && values_[*event.address] && values_[event.value])
        if (auto const cell = cell_of(*values_[*event.address]); cell != no_cell)
          fact(cell, *values_[event.value]);
  }

  // A value that a run computes only where it takes a branch may be what makes a run take it: the runs that
  // are found with the values known so far are then not all.
  bool may_justify_itself() const {
    auto const is_computed = [&](GraphEvent const& e) {
      return e.kind == EventKind::Write && !(values_[*e.address] && values_[e.value]);
    };
    return std::ranges::any_of(graph_.events, is_computed) &&
           (std::ranges::any_of(graph_.terms, [](Term const& t) { return t.kind == Term::Kind::Select; }) ||
            std::ranges::any_of(graph_.events, [&](GraphEvent const& e) {
              return is_computed(e) && !graph_.guards[e.guard].empty();
            }));
  }
  void seed_from_domains() {
    constexpr std::size_t most_values = 24; // more are searched for, not enumerated
    auto const domains = compute_domains(graph_, most_values);
    if (is_any_wide(domains)) {
      out_.may_miss_values = true;
      return;
    }
    for (EventId e = 0; e < graph_.events.size(); ++e)
      if (graph_.events[e].kind == EventKind::Write)
        for (auto cell : domains.of_address[e])
          for (auto v : domains.of_term[graph_.events[e].value]) fact(cell, v);
  }

  enum class Holds : std::uint8_t { Yes, No, Meaningless };
  Holds holds(GuardId g) const {
    bool unknown = false;
    for (auto const& condition : graph_.guards[g]) {
      auto const& value = values_[condition.term];
      if (!value)
        unknown = true;
      else if (truth(*value) != condition.holds)
        return Holds::No;
    }
    return unknown ? Holds::Meaningless : Holds::Yes;
  }

  TermId undecided(GuardId g) const {
    return std::ranges::find_if(graph_.guards[g], [&](Condition const& c) { return !values_[c.term]; })->term;
  }
  Fault why(TermId t) const {
    return why_undefined(graph_, t, [this](TermId of) { return values_[of]; });
  }
  void fault(CpuId cpu, InstructionId instruction, Fault what) {
    if (!options_.faults) return;
    what.by = cpu;
    what.instruction = instruction;
    add_beginning(cpu, Trace::End::Fault, what);
  }
  void stop(CpuId cpu) {
    if (stops_) add_beginning(cpu, Trace::End::Stops, std::nullopt);
  }
  // Its locals have no final values.
  void add_beginning(CpuId cpu, Trace::End end, std::optional<Fault> const& what) {
    auto out = trace(cpu);
    out.end = end;
    out.fault = what;
    for (auto& v : out.locals) v = number(0);
    add(cpu, std::move(out));
  }

  // Whether the run goes on to the event that is next, or to its end.
  bool passes_points(CpuId cpu, std::size_t& point, EventId next) {
    auto const& points = points_of_[cpu];
    for (; point < points.size() && points[point].before <= next; ++point) {
      if (auto const* cut = points[point].cut) {
        if (holds(cut->guard) == Holds::No) continue;
        out_.cut = true;
        stop(cpu);
        count(); // there may be as many as there are values, and no end of a run in sight
        return false;
      }
      auto const& demand = *points[point].demand;
      if (values_[demand.term] || holds(demand.guard) == Holds::No) continue;
      fault(cpu, demand.instruction, why(demand.term));
      return false;
    }
    return true;
  }

  void step(CpuId cpu, std::size_t at, std::size_t point) {
    if (out_.exhausted) return;
    if (++asked_ % 64 == 0 && !why_give_up(options_.deadline).empty()) out_.exhausted = true;
    bool const is_end = at == events_of_[cpu].size();
    if (!passes_points(cpu, point, is_end ? none : events_of_[cpu][at])) return;
    if (is_end) return add(cpu, trace(cpu));
    auto const id = events_of_[cpu][at];
    auto const& event = graph_.events[id];
    if (event.is_early) return step(cpu, at + 1, point); // its read brings it, or not
    auto const executed = holds(event.guard);
    if (executed == Holds::Meaningless) return fault(cpu, event.instruction, why(undecided(event.guard)));
    if (executed == Holds::No) {
      if (event.kind == EventKind::Read || event.answers) settle(id, std::nullopt);
      return step(cpu, at + 1, point);
    }
    TraceEvent traced{id, no_cell, 0, event.tags};
    bool const is_chosen = event.kind == EventKind::Read || event.answers; // its value
    if (event.address) {
      auto const& a = values_[*event.address];
      if (!a) return fault(cpu, event.instruction, why(*event.address));
      if (!is_chosen && !values_[event.value]) return fault(cpu, event.instruction, why(event.value));
      traced.cell = cell_of(*a);
      if (traced.cell == no_cell) return fault(cpu, event.instruction, Fault{Fault::Kind::Follows, 0, 0, *a});
    }
    if (may_wait(event)) stop(cpu);
    if (event.answers) {
      for (auto const answer : {0, 1}) {
        settle(id, number(answer));
        traced.tags = event.tags | (answer == 1 ? event.nonzero_tags : event.zero_tags);
        path_.push_back(traced);
        step(cpu, at + 1, point);
        path_.pop_back();
      }
      return;
    }
    if (event.kind != EventKind::Read) {
      if (event.kind == EventKind::Write)
        traced.fact = fact(traced.cell, *values_[event.value]);
      else if (event.address)
        traced.value = *values_[event.value];
      path_.push_back(traced);
      step(cpu, at + 1, point);
      path_.pop_back();
      return;
    }
    if (waits_[id] != none) stop(cpu);
    for (auto f : readable_[traced.cell]) {
      auto const value = out_.facts[f].value;
      settle(id, value);
      if (waits_[id] != none && values_[waits_[id]] && !truth(*values_[waits_[id]])) continue;
      traced.fact = f;
      traced.tags = event.tags;
      // What decides may have no value: that is demanded next.
      if (!(event.zero_tags == event.nonzero_tags)) {
        auto const& decides = values_[event.decides];
        traced.tags = event.tags | (decides && truth(*decides) ? event.nonzero_tags : event.zero_tags);
      }
      auto const length = path_.size();
      if (at > 0)
        if (auto const before = id - 1;
            graph_.events[before].is_early && holds(graph_.events[before].guard) == Holds::Yes)
          path_.push_back({before, no_cell, 0, graph_.events[before].tags});
      path_.push_back(traced);
      step(cpu, at + 1, point);
      path_.resize(length);
    }
  }
  // For a reader to end, or for a lock of the model's; or what is behind is what the model forbids.
  static bool may_wait(GraphEvent const& event) {
    return event.kind == EventKind::Fence &&
           (event.tags.has(Tag::SyncRcu) || event.tags.has(Tag::SyncSrcu) || event.tags.has(Tag::Lkr) ||
            (event.answers && event.zero_tags.has(Tag::Lkr)));
  }

  Trace trace(CpuId cpu) const {
    Trace out;
    out.events = path_;
    auto const absent = [&](std::vector<Dependency> const& all, std::vector<std::uint32_t>& into) {
      for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].when != 0 && graph_.events[all[i].to].thread == cpu && holds(all[i].when) != Holds::Yes)
          into.push_back(i);
    };
    absent(graph_.addr, out.no_addr);
    absent(graph_.data, out.no_data);
    absent(graph_.ctrl, out.no_ctrl);
    for (auto t : graph_.locals[cpu]) out.locals.push_back(values_[t].value_or(number(0)));
    return out;
  }
  void add(CpuId cpu, Trace trace) {
    out_.of_cpu[cpu].push_back(std::move(trace));
    count();
  }
  void count() { out_.exhausted = ++made_ >= options_.budget; }

  EventGraph const& graph_;
  TraceOptions const& options_;
  std::size_t asked_ = 0;
  std::size_t made_ = 0; // traces, and runs that are cut
  bool stops_ = false;   // beginnings of runs are made, too
  Traces out_;
  std::vector<CellId> first_cell_;                       // by object
  std::vector<std::size_t> cells_of_;                    // by object
  std::vector<std::vector<FactId>> facts_of_, readable_; // by cell
  std::vector<std::optional<Value>> values_;             // by term
  std::vector<std::vector<TermId>> settled_by_;          // by event
  std::vector<std::vector<EventId>> events_of_;          // by CPU
  std::vector<TermId> waits_;                            // by event
  std::vector<std::vector<Point>> points_of_;            // by CPU
  std::vector<TraceEvent> path_;
};

} // namespace

Traces make_traces(EventGraph const& graph, Program const& program, TraceOptions const& options) {
  return Tracer(graph, program, options).run();
}

} // namespace barrister::solver
