// SPDX-License-Identifier: BSD-2-Clause
#include "solver/constrain.hpp"
#include "solver/circles.hpp"
#include "solver/coherence.hpp"
#include "solver/encode_model.hpp"
#include "solver/encode_property.hpp"
#include "solver/recorder.hpp"
#include "solver/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Constrainer {
public:
  Constrainer(LitmusTest const& t, MemoryModel const& model, EventGraph const& graph, Domains const& domains,
              Budget const& budget)
      : test_(t), model_(model), graph_(graph), domains_(domains), budget_(budget),
        candidates_(make_candidates(graph, domains, is_coherent(model))),
        smt_({Smt::Engine::Z3, budget.work}), gates_(smt_),
        program_(gates_, graph, domains, candidates_,
                 graph.faults.empty() ? ProgramEncoding::Undefined::Excluded
                                      : ProgramEncoding::Undefined::Told),
        axioms_(program_, model, candidates_),
        evaluator_(model, graph.events.size(), Variation{true, true, true, true}, every_check(model),
                   axioms_.plan().modes),
        recorder_(t, model, graph) {}

  LitmusResult run(std::uint64_t most) {
    auto& result = recorder_.result;
    if (!axioms_.problem().empty()) return unknown(axioms_.problem());
    if (auto const why = faults(); !why.empty()) return unknown(why);
    if (test_.filter)
      gates_.require({encode_proposition(program_, graph_.locals, test_.program, *test_.filter)});
    for (auto const& cut : graph_.cuts)
      result.bound_reached = result.bound_reached || program_.holds(cut.guard) != never;
    auto const goal = encode_proposition(program_, graph_.locals, test_.program, test_.proposition);
    for (auto const question : {goal, -goal}) {
      if (question == never) continue;
      switch (smt_.solve({question}, budget_.deadline)) {
      case Smt::Answer::Unknown: return unknown(smt_.reason());
      case Smt::Answer::Unsatisfiable: break;
      case Smt::Answer::Satisfiable:
        if (!see()) return unknown(why_not_seen());
        break;
      }
    }
    while (result.positive + result.negative < most) {
      switch (smt_.solve({}, budget_.deadline)) {
      case Smt::Answer::Unknown: return unknown(smt_.reason());
      case Smt::Answer::Unsatisfiable: return recorder_.finish();
      case Smt::Answer::Satisfiable:
        if (!see()) return unknown(why_not_seen());
      }
    }
    result.capped = smt_.solve({}, budget_.deadline) != Smt::Answer::Unsatisfiable;
    return recorder_.finish();
  }

private:
  static std::vector<std::size_t> every_check(MemoryModel const& model) {
    std::vector<std::size_t> out(model.checks.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = i;
    return out;
  }
  // Looks for executions with a fault, and leaves none. Why they could not be looked for, or nothing.
  std::string faults() {
    if (graph_.faults.empty()) return "";
    std::vector<Literal> all;
    for (auto const& f : graph_.faults) all.push_back(program_.holds(f.stops));
    auto const some = gates_.any(all);
    for (auto stop : graph_.stops) gates_.require({-program_.holds(stop), some});
    for (auto const& cut : graph_.cuts) gates_.require({-program_.holds(cut.guard), some});
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto const& at = graph_.faults[i];
      bool const is_known = std::ranges::any_of(recorder_.result.faults, [&](FaultyExecution const& x) {
        return is_same_fault(x.faults.front(), {Fault::Kind::Follows, at.cpu, at.instruction});
      });
      if (is_known || all[i] == never) continue;
      auto const answer = smt_.solve({all[i]}, budget_.deadline);
      if (answer == Smt::Answer::Unknown) return smt_.reason();
      if (answer == Smt::Answer::Satisfiable && !see_fault(i))
        return "the evaluator rejects an execution with a fault that the constraints allow";
    }
    gates_.require({-some});
    auto const undefined = gates_.any(program_.meaningless());
    if (recorder_.result.faults.empty() && undefined != never)
      switch (smt_.solve({undefined}, budget_.deadline)) {
      case Smt::Answer::Unknown: return smt_.reason();
      case Smt::Answer::Satisfiable: return "a value may have no meaning, where constraints do not say how";
      case Smt::Answer::Unsatisfiable: break;
      }
    gates_.require({-undefined});
    return "";
  }
  bool see_fault(std::size_t first) {
    auto const c = candidate();
    std::vector<Literal> ignored;
    if (!is_consistent(c, ignored)) return false;
    FaultyExecution found{{}, recorder_.extracted(c, evaluator_)};
    found.execution.completion = Completion::Fault;
    for (std::size_t i = 0; i < graph_.faults.size(); ++i) {
      if (auto const l = program_.holds(graph_.faults[i].stops); l == never || !smt_.value(l)) continue;
      auto fault = why_faulty(graph_, graph_.faults[i], [this](TermId t) { return value_of(t); });
      fault.by = graph_.faults[i].cpu;
      found.faults.insert(i == first ? found.faults.begin() : found.faults.end(), fault);
    }
    recorder_.result.faults.push_back(std::move(found));
    return true;
  }
  std::optional<Value> value_of(TermId t) const {
    for (auto v : domains_.of_term[t])
      if (auto const l = program_.has(t, v); l != never && smt_.value(l)) return v;
    return std::nullopt;
  }
  LitmusResult unknown(std::string why) {
    recorder_.result.unknown = std::move(why);
    recorder_.result.capped = true;
    return recorder_.finish();
  }

  std::string why_not_seen() const {
    auto const problem = evaluator_.problem();
    return problem.empty() ? "the evaluator rejects an execution that the constraints allow" : problem;
  }

  // Records the execution that the solver has found, and excludes it from now on.
  bool see() {
    auto const c = candidate();
    std::vector<Literal> other;
    if (!is_consistent(c, other)) return false;
    recorder_.record(c, evaluator_);
    exclude(c, std::move(other));
    return true;
  }
  bool is_consistent(Candidate const& c, std::vector<Literal>& other) {
    evaluator_.set_universe(c.executed);
    for (auto l : evaluator_.levels()) {
      if (l <= Level::Co)
        load(evaluator_, graph_, c, l);
      else
        load_choice(static_cast<std::size_t>(l) - static_cast<std::size_t>(level_of_free_choice(0)), other);
      evaluator_.compute(l);
      if (!evaluator_.problem().empty()) return false;
      for (auto i : evaluator_.checks_at(l))
        if (model_.checks[i].role == Role::Axiom && !evaluator_.passes(i)) return false;
    }
    return evaluator_.coherence_is_chosen();
  }
  void exclude(Candidate const& c, std::vector<Literal> other) {
    // What is executed follows from values, values from rf, answers and the model's choices; or, where a
    // branch decides them in a circle, from themselves.
    for (auto const& e : graph_.events)
      if (e.answers)
        if (auto const l = program_.truth(e.value); l != always && l != never)
          other.push_back(smt_.value(l) ? -l : l);
    for (auto r : c.reads) {
      other.push_back(-program_.rf(c.source[r], r));
      if (auto const l = program_.has(graph_.events[r].value, c.value[r]); l != always) other.push_back(-l);
    }
    for (auto const& order : c.orders)
      for (std::size_t i = 0; i + 1 < order.size(); ++i)
        other.push_back(-program_.co(order[i], order[i + 1]));
    gates_.require(other.empty() ? std::vector<Literal>{never} : other);
  }

  // The i-th free choice as the solver made it; what would make it another goes to `other`.
  void load_choice(std::size_t i, std::vector<Literal>& other) {
    auto const choice = evaluator_.free_choices()[i];
    auto const rows = evaluator_.choice(choice);
    std::ranges::fill(rows, 0);
    for (auto const& [edge, l] : axioms_.choice(choice)) {
      if (l == never || !smt_.value(l)) continue;
      rows[edge.first * evaluator_.words() + edge.second / 64] |= std::uint64_t{1} << (edge.second % 64);
      other.push_back(-l);
    }
  }

  Candidate candidate() const {
    Candidate c(graph_);
    auto const value = [&](TermId t) { return value_of(t).value_or(number(0)); };
    for (EventId e = 0; e < graph_.events.size(); ++e) {
      auto const& event = graph_.events[e];
      if (!smt_.value(program_.executed(e))) continue;
      set(c.executed, e);
      for (auto cell : domains_.of_address[e])
        if (smt_.value(program_.accesses(e, cell))) c.cell[e] = cell;
      if (has_value(event)) c.value[e] = value(event.value);
      c.tags[e] = event.tags;
      if (event.answers || event.kind == EventKind::Read)
        c.tags[e] = c.tags[e] | (truth(value(event.decides)) ? event.nonzero_tags : event.zero_tags);
      if (event.kind == EventKind::Read) {
        c.reads.push_back(e);
        for (EventId w = 0; w < graph_.events.size(); ++w)
          if (auto const l = program_.rf(w, e); l != never && smt_.value(l)) c.source[e] = w;
      }
      if (event.kind != EventKind::Write) continue;
      auto& order = c.orders[c.cell[e]];
      auto const after = [&](EventId w) {
        auto const l = program_.co(e, w);
        return l != never && smt_.value(l);
      };
      order.insert(std::ranges::find_if(order, after), e);
    }
    auto const absent = [&](std::vector<Dependency> const& all, std::vector<bool>& out) {
      for (std::size_t i = 0; i < all.size(); ++i) out[i] = !smt_.value(program_.holds(all[i].when));
    };
    absent(graph_.addr, c.no_addr);
    absent(graph_.data, c.no_data);
    absent(graph_.ctrl, c.no_ctrl);
    for (CpuId cpu = 0; cpu < graph_.cpus; ++cpu)
      for (auto t : graph_.locals[cpu]) c.locals[cpu].push_back(value(t));
    return c;
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  EventGraph const& graph_;
  Domains const& domains_;
  Budget const& budget_;
  Candidates candidates_;
  Smt smt_;
  Gates gates_;
  ProgramEncoding program_;
  ModelEncoding axioms_;
  Evaluator evaluator_;
  Recorder recorder_;
};

} // namespace

LitmusResult constrain(LitmusTest const& t, MemoryModel const& model, EventGraph const& graph,
                       Budget const& budget, std::uint64_t most) {
  auto const domains = compute_domains(graph);
  if (is_any_wide(domains)) {
    LitmusResult out;
    out.unknown = "some value has more than " + std::to_string(Domains::largest) + " possibilities";
    out.capped = true;
    return out;
  }
  auto const of_itself = [](std::uint32_t cpu) { return cpu; };
  if (graph.faults.empty() && !statements_that_may_fault(graph, domains, of_itself).empty()) {
    LitmusResult out;
    out.unknown = "some statement may have a fault";
    out.capped = true;
    return out;
  }
  return Constrainer(t, model, graph, domains, budget).run(most);
}

std::optional<bool> may_have_thin_air(EventGraph const& graph, MemoryModel const& model,
                                      Budget const& budget) {
  auto const domains = domains_with_wild(graph, is_coherent(model));
  if (domains.may_be_wild.empty()) return false;
  auto const reads = reads_in_circles(graph, domains, is_coherent(model));
  Smt smt({Smt::Engine::Z3, budget.work});
  Gates gates(smt);
  auto const candidates = make_candidates(graph, domains, is_coherent(model));
  ProgramEncoding const program(gates, graph, domains, candidates);
  ModelEncoding const axioms(program, model, candidates);
  if (!axioms.problem().empty()) return std::nullopt;
  std::vector<Literal> wild;
  for (auto r : reads)
    wild.push_back(gates.both(program.executed(r), program.values().wild(graph.events[r].value)));
  switch (smt.solve({gates.any(wild)}, budget.deadline)) {
  case Smt::Answer::Unknown: return std::nullopt;
  case Smt::Answer::Unsatisfiable: return false;
  case Smt::Answer::Satisfiable: return true;
  }
  return std::nullopt;
}

} // namespace barrister::solver
