// SPDX-License-Identifier: BSD-2-Clause
#include "solver/traces.hpp"
#include "solver/domains.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Tracer {
public:
  Tracer(EventGraph const& graph, Program const& program, std::size_t budget)
      : graph_(graph), budget_(budget) {
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
      auto const cpu = graph.events[e].cpu;
      if (cpu == no_cpu) continue;
      if (events_of_.size() <= cpu) events_of_.resize(cpu + 1);
      events_of_[cpu].push_back(e);
    }
    events_of_.resize(graph.cpus);
    waits_.resize(graph.events.size(), none);
    for (auto const& wait : graph.waits) waits_[wait.read] = wait.passes;
  }

  Traces run() {
    auto const rounds = computed_writes(graph_);
    for (std::size_t round = 0; round <= rounds; ++round) {
      auto const facts = out_.facts.size();
      readable_ = facts_of_; // Jacobi: what this round writes is read in the next
      out_.of_cpu.assign(graph_.cpus, {});
      out_.cut = false;
      out_.outside.reset();
      made_ = 0;
      for (CpuId cpu = 0; cpu < graph_.cpus && !out_.exhausted; ++cpu) {
        path_.clear();
        step(cpu, 0);
      }
      if (out_.exhausted || out_.facts.size() == facts) break;
    }
    return std::move(out_);
  }

private:
  static constexpr TermId none = ~TermId{0};

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

  // A value that a run computes only where it takes a branch may be what makes a run take it: the runs that are
  // found with the values known so far are then not all.
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

  void step(CpuId cpu, std::size_t at) {
    if (out_.exhausted) return;
    if (at == events_of_[cpu].size()) return finish(cpu);
    auto const id = events_of_[cpu][at];
    auto const& event = graph_.events[id];
    if (event.is_early) return step(cpu, at + 1); // its read brings it, or not
    auto const executed = holds(event.guard);
    if (executed == Holds::Meaningless) return;
    if (executed == Holds::No) {
      if (event.kind == EventKind::Read || event.answers) settle(id, std::nullopt);
      return step(cpu, at + 1);
    }
    TraceEvent traced{id, no_cell, 0, event.tags};
    if (event.address) {
      auto const& a = values_[*event.address];
      if (!a) return;
      traced.cell = cell_of(*a);
      if (traced.cell == no_cell) {
        if (a->is_address()) out_.outside = id;
        return;
      }
    }
    if (event.answers) {
      for (auto const answer : {0, 1}) {
        settle(id, number(answer));
        traced.tags = event.tags | (answer == 1 ? event.nonzero_tags : event.zero_tags);
        path_.push_back(traced);
        step(cpu, at + 1);
        path_.pop_back();
      }
      return;
    }
    if (event.kind != EventKind::Read) {
      if (event.kind == EventKind::Write) {
        if (!values_[event.value]) return;
        traced.fact = fact(traced.cell, *values_[event.value]);
      } else if (event.address) {
        if (!values_[event.value]) return;
        traced.value = *values_[event.value];
      }
      path_.push_back(traced);
      step(cpu, at + 1);
      path_.pop_back();
      return;
    }
    for (auto f : readable_[traced.cell]) {
      auto const value = out_.facts[f].value;
      settle(id, value);
      if (waits_[id] != none && !(values_[waits_[id]] && truth(*values_[waits_[id]]))) continue;
      traced.fact = f;
      traced.tags = event.tags;
      if (!(event.zero_tags == event.nonzero_tags)) {
        auto const& decides = values_[event.decides];
        if (!decides) continue;
        traced.tags = event.tags | (truth(*decides) ? event.nonzero_tags : event.zero_tags);
      }
      auto const length = path_.size();
      if (at > 0)
        if (auto const before = id - 1;
            graph_.events[before].is_early && holds(graph_.events[before].guard) == Holds::Yes)
          path_.push_back({before, no_cell, 0, graph_.events[before].tags});
      path_.push_back(traced);
      step(cpu, at + 1);
      path_.resize(length);
    }
  }
  void finish(CpuId cpu) {
    for (auto const& cut : graph_.cuts)
      if (cut.cpu == cpu && holds(cut.guard) != Holds::No) {
        out_.cut = true;
        return;
      }
    for (auto const& demand : graph_.demands)
      if (demand.cpu == cpu && holds(demand.guard) != Holds::No && !values_[demand.term]) return;
    Trace trace{path_, {}, {}, {}, {}};
    auto const absent = [&](std::vector<Dependency> const& all, std::vector<std::uint32_t>& out) {
      for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].when != 0 && graph_.events[all[i].to].cpu == cpu && holds(all[i].when) != Holds::Yes)
          out.push_back(i);
    };
    absent(graph_.addr, trace.no_addr);
    absent(graph_.data, trace.no_data);
    absent(graph_.ctrl, trace.no_ctrl);
    for (auto t : graph_.locals[cpu]) trace.locals.push_back(values_[t].value_or(number(0)));
    out_.of_cpu[cpu].push_back(std::move(trace));
    out_.exhausted = ++made_ >= budget_;
  }

  EventGraph const& graph_;
  std::size_t budget_, made_ = 0;
  Traces out_;
  std::vector<CellId> first_cell_;                       // by object
  std::vector<std::size_t> cells_of_;                    // by object
  std::vector<std::vector<FactId>> facts_of_, readable_; // by cell
  std::vector<std::optional<Value>> values_;             // by term
  std::vector<std::vector<TermId>> settled_by_;          // by event
  std::vector<std::vector<EventId>> events_of_;          // by CPU
  std::vector<TermId> waits_;                            // by event
  std::vector<TraceEvent> path_;
};

} // namespace

Traces make_traces(EventGraph const& graph, Program const& program, std::size_t budget) {
  return Tracer(graph, program, budget).run();
}

} // namespace barrister::solver
