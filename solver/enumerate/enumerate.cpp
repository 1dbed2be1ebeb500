// SPDX-License-Identifier: BSD-2-Clause
// The order of choices is values, then rf, then co (with the values chosen first, branches and
// addresses are settled before any relation is). After each choice the model is evaluated as far as it is
// known by then, and what breaks an axiom is left. Once all reads of a cell have a source, its writes must
// have an order that the model allows: under one that asks for coherence, the five shapes that break it are
// never made.
#include "solver/enumerate/enumerate.hpp"
#include "solver/enumerate/cell_orders.hpp"
#include "solver/enumerate/choose.hpp"
#include "solver/enumerate/covered.hpp"
#include "solver/enumerate/plan.hpp"
#include "solver/enumerate/recorder.hpp"
#include "solver/model/choices.hpp"
#include "solver/values/candidates.hpp"
#include <algorithm>
#include <bit>

namespace barrister::solver {
namespace {

bool covers(Bits const& all, Bits const& some) {
  for (std::size_t w = 0; w < all.size(); ++w)
    if (some[w] & ~all[w]) return false;
  return true;
}
void join(Bits& into, Bits const& more) {
  for (std::size_t w = 0; w < into.size(); ++w) into[w] |= more[w];
}

// Where runs may end early, an event need not be executed because another one is.
EventGraph with_guards_of_their_own(EventGraph graph, Traces const& traces) {
  auto const is_complete = [](Trace const& t) { return t.end == Trace::End::Complete; };
  auto const are_complete = [&](auto const& of_cpu) { return std::ranges::all_of(of_cpu, is_complete); };
  if (std::ranges::all_of(traces.of_cpu, are_complete)) return graph;
  for (auto e = graph.initial_writes; e < graph.events.size(); ++e) {
    auto guard = graph.guards[graph.events[e].guard];
    guard.push_back({static_cast<TermId>(graph.terms.size()), true});
    graph.terms.push_back({});
    graph.events[e].guard = static_cast<GuardId>(graph.guards.size());
    graph.guards.push_back(std::move(guard));
  }
  return graph;
}

std::size_t trace_budget(Budget const& b) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(b.work, 1'000'000));
}

struct Needs {
  Bits reads, writes; // facts
};

class Enumerator {
public:
  Enumerator(LitmusTest const& t, PreparedModel const& model, EventGraph const& graph, Budget const& budget,
             Take take)
      : ordered_(model.of(graph)), model_(ordered_->model), graph_(graph), budget_(budget),
        coherent_(take != Take::All && ordered_->is_coherent),
        atomic_(take != Take::All && ordered_->is_atomic),
        traces_(make_traces(graph, t.program, {trace_budget(budget), budget.faults, budget.deadline})),
        candidates_(make_candidates(graph, traces_, coherent_)),
        bounded_(with_guards_of_their_own(graph, traces_)),
        plan_(traces_.exhausted ? plan_of_nothing(*ordered_)
                                : make_plan(*ordered_, bounded_, candidates_, take)),
        evaluator_(ordered_, graph.events.size(), variation_of(bounded_, candidates_), plan_.checks,
                   plan_.choices.modes, plan_.empty),
        recorder_(t, model_, graph, budget.most_executions, budget.passes), c_(graph),
        cells_(graph, c_, asked_of_orders()), chosen_(graph.threads), fact_(graph.events.size()) {
    recorder_.result.bound_reached = traces_.cut;
    prepare_initial();
    prepare_needs();
    prepare_faults();
  }

  LitmusResult run() {
    if (auto const why = why_give_up(budget_.deadline); !why.empty()) give_up(std::string(why));
    if (traces_.exhausted) give_up("too many runs of single threads");
    if (traces_.may_miss_values && budget_.circular_values == CircularValues::Complete)
      give_up("more values than are enumerated");
    if (!plan_.choices.problem.empty()) give_up(plan_.choices.problem);
    Bits const none(words_of_facts());
    choose_trace(0, none, initial_facts_);
    return recorder_.finish();
  }
  std::vector<FaultyExecution> faults() {
    only_faults_ = true;
    return run().faults;
  }
  std::optional<Execution> first_satisfying() {
    stop_at_satisfying_ = true;
    auto result = run();
    if (!result.satisfying) return std::nullopt;
    return std::move(result.states[*result.satisfying].execution);
  }

  Satisfying all_satisfying(std::size_t most) {
    stop_at_satisfying_ = true;
    most_kept_ = most;
    auto const result = run();
    return {std::move(kept_), result.unknown.empty() && !is_more_, coherent_ || atomic_};
  }

private:
  CellOrders::Asks asked_of_orders() const {
    if (!coherent_) return CellOrders::Asks::Nothing;
    return atomic_ ? CellOrders::Asks::CoherenceAndAtomicity : CellOrders::Asks::Coherence;
  }
  std::size_t words_of_facts() const { return (traces_.facts.size() + 63) / 64; }
  void prepare_initial() {
    initial_facts_ = Bits(words_of_facts());
    for (EventId e = 0; e < graph_.initial_writes; ++e) {
      for (FactId f = 0; f < traces_.facts.size(); ++f)
        if (traces_.facts[f].cell == e && traces_.facts[f].value == c_.value[e]) fact_[e] = f;
      set(initial_facts_, fact_[e]);
    }
  }
  void prepare_needs() {
    needs_.resize(graph_.threads);
    so_far_.assign(graph_.threads, {Bits(words_of_facts()), Bits(words_of_facts())});
    rest_writes_.assign(graph_.threads + 1, Bits(words_of_facts()));
    for (auto cpu = static_cast<CpuId>(graph_.threads); cpu-- > 0;) {
      rest_writes_[cpu] = rest_writes_[cpu + 1];
      for (auto const& trace : traces_.of_cpu[cpu]) {
        Needs n{Bits(words_of_facts()), Bits(words_of_facts())};
        for (auto const& e : trace.events) {
          auto const kind = graph_.events[e.event].kind;
          if (kind == EventKind::Read) set(n.reads, e.fact);
          if (kind == EventKind::Write) set(n.writes, e.fact);
        }
        join(rest_writes_[cpu], n.writes);
        needs_[cpu].push_back(std::move(n));
      }
    }
  }

  void prepare_faults() {
    faults_of_.resize(graph_.threads);
    for (CpuId cpu = 0; cpu < graph_.threads; ++cpu)
      for (auto const& trace : traces_.of_cpu[cpu])
        if (trace.fault && std::ranges::none_of(faults_of_[cpu], [&](Fault const& f) {
              return is_same_fault(f, *trace.fault);
            }))
          faults_of_[cpu].push_back(*trace.fault);
  }
  bool is_fresh(Fault const& fault) const {
    return std::ranges::none_of(recorder_.result.faults, [&](FaultyExecution const& x) {
      return is_same_fault(x.faults.front(), fault);
    });
  }
  // Beginnings of runs are of interest where some CPU comes to a fault that has not been shown.
  bool leads_anywhere(CpuId last) const {
    bool is_complete = true;
    for (CpuId cpu = 0; cpu <= last; ++cpu) {
      if (chosen_[cpu]->fault && is_fresh(*chosen_[cpu]->fault)) return true;
      is_complete = is_complete && chosen_[cpu]->end == Trace::End::Complete;
    }
    if (is_complete && !only_faults_) return true;
    for (CpuId cpu = last + 1; cpu < graph_.threads; ++cpu)
      if (std::ranges::any_of(faults_of_[cpu], [&](Fault const& f) { return is_fresh(f); })) return true;
    return false;
  }
  bool is_faulty() const {
    return std::ranges::any_of(chosen_, [](Trace const* t) { return t->fault.has_value(); });
  }
  // One execution for each fault that has not been shown: it may be the only one that has it.
  void record_faults() {
    std::vector<Fault> all, fresh;
    for (auto const* trace : chosen_)
      if (trace->fault) {
        all.push_back(*trace->fault);
        if (is_fresh(*trace->fault)) fresh.push_back(*trace->fault);
      }
    for (auto const& first : fresh) {
      FaultyExecution found{{first}, recorder_.extracted(c_, evaluator_)};
      found.execution.completion = Completion::Fault;
      for (auto const& other : all)
        if (other.by != first.by) found.faults.push_back(other);
      recorder_.result.faults.push_back(std::move(found));
    }
    is_recorded_ = true;
  }

  void give_up(std::string why) {
    if (recorder_.result.unknown.empty()) recorder_.result.unknown = std::move(why);
    recorder_.result.capped = true;
  }
  bool stopped() {
    auto const& result = recorder_.result;
    if (result.capped || is_recorded_ || is_more_ || (stop_at_satisfying_ && result.satisfying)) return true;
    if (++work_ > budget_.work || (work_ == budget_.glance && is_hopeless()))
      give_up("too many candidate executions");
    if (work_ % 64 == 0)
      if (auto const why = why_give_up(budget_.deadline); !why.empty()) give_up(std::string(why));
    return result.capped;
  }

  // Ways that count alike may be very different: by a factor of a thousand is not by far.
  bool is_hopeless() const {
    auto const expected = static_cast<double>(work_) / static_cast<double>(budget_.work);
    return covered_.share() < expected / 1000;
  }

  void choose_trace(CpuId cpu, Bits const& read, Bits const& written) {
    if (stopped()) return;
    if (cpu == graph_.threads) {
      if (covers(written, read)) settle_run();
      is_recorded_ = false;
      return;
    }
    auto& [reads, writes] = so_far_[cpu];
    Covered::Node node(covered_, traces_.of_cpu[cpu].size());
    for (std::size_t i = 0; i < traces_.of_cpu[cpu].size(); ++i) {
      node.go(i);
      auto const& n = needs_[cpu][i];
      bool possible = true;
      for (std::size_t w = 0; w < read.size(); ++w) {
        reads[w] = read[w] | n.reads[w];
        writes[w] = written[w] | n.writes[w];
        possible = possible && (reads[w] & ~(writes[w] | rest_writes_[cpu + 1][w])) == 0;
      }
      if (!possible) continue;
      chosen_[cpu] = &traces_.of_cpu[cpu][i];
      if (!leads_anywhere(cpu)) continue;
      choose_trace(cpu + 1, reads, writes);
    }
  }

  // All threads have run; what is executed, and where, is known.
  void settle_run() {
    std::ranges::fill(c_.executed, 0);
    for (EventId e = 0; e < graph_.initial_writes; ++e) set(c_.executed, e);
    c_.reads.clear();
    cells_.start(traces_.cells.size());
    reads_left_.assign(traces_.cells.size(), 0);
    c_.no_addr.assign(graph_.addr.size(), false);
    c_.no_data.assign(graph_.data.size(), false);
    c_.no_ctrl.assign(graph_.ctrl.size(), false);
    for (CpuId cpu = 0; cpu < graph_.threads; ++cpu) {
      auto const& trace = *chosen_[cpu];
      for (auto const& e : trace.events) {
        set(c_.executed, e.event);
        c_.cell[e.event] = e.cell;
        c_.tags[e.event] = e.tags;
        auto const kind = graph_.events[e.event].kind;
        if (kind == EventKind::Fence) {
          c_.value[e.event] = e.value;
          continue;
        }
        fact_[e.event] = e.fact;
        c_.value[e.event] = traces_.facts[e.fact].value;
        cells_.add(e.event, e.cell);
        if (kind != EventKind::Read) continue;
        c_.reads.push_back(e.event);
        ++reads_left_[e.cell];
      }
      for (auto i : trace.no_addr) c_.no_addr[i] = true;
      for (auto i : trace.no_data) c_.no_data[i] = true;
      for (auto i : trace.no_ctrl) c_.no_ctrl[i] = true;
      c_.locals[cpu] = trace.locals;
    }
    is_faulty_ = is_faulty();
    if (!is_faulty_ && !recorder_.passes_early_filter(c_)) return;
    for (CellId cell = 0; cell < cells_.cells(); ++cell) {
      if (cells_.writes(cell).size() > 64) return give_up("more than 64 writes to one location");
      if (reads_left_[cell] == 0 && !cells_.settle(cell)) return;
    }
    evaluator_.set_universe(c_.executed);
    for (auto l : {Level::Fixed, Level::Run}) {
      if (l == Level::Fixed && fixed_done_) continue;
      load(evaluator_, graph_, c_, l);
      evaluator_.compute(l);
    }
    fixed_done_ = true;
    if (axioms_hold(Level::Fixed) && axioms_hold(Level::Run)) choose_rf(0);
  }
  bool axioms_hold(Level l) {
    if (auto why = evaluator_.problem(); !why.empty()) {
      give_up(std::move(why));
      return false;
    }
    return std::ranges::all_of(evaluator_.checks_at(l), [&](std::size_t i) {
      return model_.checks[i].role != Role::Axiom || evaluator_.passes(i);
    });
  }

  void choose_rf(std::size_t at) {
    if (stopped()) return;
    if (at == c_.reads.size()) return settle_rf();
    auto const r = c_.reads[at];
    auto const cpu = graph_.events[r].thread;
    auto const& writes = cells_.writes(c_.cell[r]);
    // The last write of this CPU before the read hides what came before it.
    EventId hiding = 0;
    bool hides = false;
    for (auto w : writes)
      if (coherent_ && graph_.events[w].thread == cpu && w < r) {
        hiding = w;
        hides = true;
      }
    Covered::Node node(covered_, writes.size());
    for (std::size_t i = 0; i < writes.size(); ++i) {
      auto const w = writes[i];
      node.go(i);
      if (fact_[w] != fact_[r]) continue;
      bool const own = graph_.events[w].thread == cpu;
      if (coherent_ && own && w > r) continue;
      if (hides && (w < graph_.initial_writes || (own && w < hiding))) continue;
      c_.source[r] = w;
      auto& left = reads_left_[c_.cell[r]];
      if (--left > 0 || cells_.settle(c_.cell[r])) choose_rf(at + 1);
      ++left;
    }
  }
  void settle_rf() {
    load(evaluator_, graph_, c_, Level::Rf);
    evaluator_.compute(Level::Rf);
    if (axioms_hold(Level::Rf)) choose_co(0, 0, 0);
  }

  // Places the writes of a cell one after another.
  void choose_co(CellId cell, std::uint64_t placed, EventId last) {
    while (cell < cells_.cells() && placed == 0) { // a fresh cell starts with its initial write
      last = cells_.writes(cell)[0];
      c_.orders[cell].assign(1, last);
      if (cells_.writes(cell).size() > 1)
        placed = 1;
      else
        ++cell;
    }
    if (cell == cells_.cells()) return settle_co();
    auto const& writes = cells_.writes(cell);
    if (std::popcount(placed) == static_cast<int>(writes.size())) return choose_co(cell + 1, 0, 0);
    if (stopped()) return;
    Covered::Node node(covered_, writes.size() - 1);
    for (std::size_t i = 1; i < writes.size(); ++i) {
      node.go(i - 1);
      if (!cells_.may_follow(cell, i, placed, last)) continue;
      c_.orders[cell].push_back(writes[i]);
      choose_co(cell, placed | (std::uint64_t{1} << i), writes[i]);
      c_.orders[cell].pop_back();
    }
  }

  void keep() {
    is_more_ = kept_.size() == most_kept_;
    if (!is_more_) kept_.push_back(recorder_.extracted(c_, evaluator_));
  }

  void settle_co() {
    load(evaluator_, graph_, c_, Level::Co);
    evaluator_.compute(Level::Co);
    if (!axioms_hold(Level::Co) || (!is_faulty_ && !recorder_.passes_filter(c_))) return;
    if (stop_at_satisfying_ && !recorder_.satisfies(c_)) return;
    if (!evaluator_.free_choices().empty()) co_ = rows_of_co();
    choose(0);
  }
  std::vector<std::uint64_t> rows_of_co() const {
    auto const words = evaluator_.words();
    std::vector<std::uint64_t> rows(graph_.events.size() * words);
    for (auto const& order : c_.orders)
      for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size(); ++j)
          rows[order[i] * words + order[j] / 64] |= std::uint64_t{1} << (order[j] % 64);
    return rows;
  }
  // What the model chooses, one free choice after another.
  void choose(std::size_t at) {
    if (at == evaluator_.free_choices().size()) {
      if (!evaluator_.coherence_is_chosen()) return;
      if (most_kept_ > 0) return keep();
      is_faulty_ ? record_faults() : recorder_.record(c_, evaluator_);
      return;
    }
    for_each_choice(evaluator_, model_, at, co_, [&] {
      if (stopped()) return false;
      auto const level = level_of_free_choice(at);
      evaluator_.compute(level);
      if (axioms_hold(level)) choose(at + 1);
      return true;
    });
  }

  SharedModel ordered_;
  MemoryModel const& model_; // what of it speaks of this graph
  EventGraph const& graph_;
  Budget const& budget_;
  bool coherent_, atomic_;
  Traces traces_;
  Candidates candidates_;
  EventGraph bounded_; // what bounds are of
  Plan plan_;
  Evaluator evaluator_;
  Recorder recorder_;
  bool fixed_done_ = false, stop_at_satisfying_ = false, only_faults_ = false;
  std::vector<std::vector<Fault>> faults_of_; // by CPU: one for each place
  std::size_t most_kept_ = 0;                 // of those that satisfy; 0: they are not kept
  std::vector<Execution> kept_;
  bool is_more_ = false;     // than were kept
  bool is_faulty_ = false;   // of the runs that are chosen, one has a fault
  bool is_recorded_ = false; // that has been shown: the next runs
  std::uint64_t work_ = 0;
  Covered covered_;
  Bits initial_facts_;
  std::vector<std::vector<Needs>> needs_; // by CPU and trace
  std::vector<Needs> so_far_;             // by CPU: facts of the traces chosen up to it
  std::vector<Bits> rest_writes_;         // facts that the CPUs from this one on can write

  // The candidate being made.
  Candidate c_;
  CellOrders cells_;
  std::vector<std::uint64_t> co_;       // its rows, for the model's choices
  std::vector<Trace const*> chosen_;    // by CPU
  std::vector<FactId> fact_;            // by event
  std::vector<std::size_t> reads_left_; // by cell: that have no source yet
};

} // namespace

LitmusResult enumerate(LitmusTest const& t, PreparedModel const& model, EventGraph const& graph,
                       Budget const& budget) {
  return Enumerator(t, model, graph, budget, Take::Consistent).run();
}
std::optional<Execution> find_forbidden(LitmusTest const& t, PreparedModel const& model,
                                        EventGraph const& graph, Budget const& budget) {
  if (auto found = find_coherent(t, model, graph, budget)) return found;
  return Enumerator(t, model, graph, budget, Take::All).first_satisfying();
}
std::optional<Execution> find_coherent(LitmusTest const& t, PreparedModel const& model,
                                       EventGraph const& graph, Budget const& budget) {
  return Enumerator(t, model, graph, budget, Take::Coherent).first_satisfying();
}

Satisfying find_satisfying(LitmusTest const& t, PreparedModel const& model, EventGraph const& graph,
                           Budget const& budget, std::size_t most) {
  auto found = Enumerator(t, model, graph, budget, Take::Coherent).all_satisfying(most);
  if (!found.are_all || !found.executions.empty()) return found;
  return Enumerator(t, model, graph, budget, Take::All).all_satisfying(most);
}

std::vector<FaultyExecution> find_faults(LitmusTest const& t, PreparedModel const& model,
                                         EventGraph const& graph, Budget const& budget) {
  auto const traces = make_traces(graph, t.program, {trace_budget(budget), budget.faults, budget.deadline});
  auto const has_fault = [](Trace const& trace) { return trace.fault.has_value(); };
  if (std::ranges::none_of(traces.of_cpu,
                           [&](auto const& all) { return std::ranges::any_of(all, has_fault); }))
    return {};
  return Enumerator(t, model, graph, budget, Take::Coherent).faults();
}

} // namespace barrister::solver
