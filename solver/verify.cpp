// SPDX-License-Identifier: BSD-2-Clause
#include "solver/verify.hpp"
#include "solver/enumerate/deadlock.hpp"
#include "solver/model/choices.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/schedule.hpp"
#include "solver/model/survives.hpp"
#include "solver/model/thin_air.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/protocol/search.hpp"
#include "solver/unfold/threads.hpp"
#include "solver/unfold/wait_conditions.hpp"
#include "solver/values/candidates.hpp"
#include "solver/values/circles.hpp"
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using std::chrono::steady_clock;

// Candidates that enumeration looks at before Auto hands over: what costs about as much as a search; and
// after how many it looks whether that may do.
constexpr std::uint64_t enumeration_budget = 40'000, enumeration_glance = 1'000;
// The same, where an execution may raise a flag: a search looks for flags in those alone that it counts.
constexpr std::uint64_t enumeration_budget_of_flags = 4'000'000;
constexpr std::uint64_t budget_of_candidates = 1'000'000;
// Executions that a search counts before it says "at least so many": asked for, and when Auto has handed over
// because there are very many.
constexpr std::uint64_t most_counted = 10'000, counted_at_handover = 20, counted_for_flags = 2000;
// Of many events each costs much, and there are that many more that are not counted.
constexpr std::size_t many_events = 100;
constexpr std::uint64_t counted_of_many_events = 4;
// For each set of places at which runs may wait for ever: to say why nothing else is left, and to notice it
// beside an answer.
constexpr std::uint64_t explanation_budget = 1'000'000, deadlock_budget = 20'000;
constexpr std::size_t most_deadlocks = 16;

bool same(LitmusResult const& a, LitmusResult const& b) {
  auto const values = [](ReachedState const& s) -> auto const& { return s.values; };
  auto const is_of = [](FaultyExecution const& x, FaultyExecution const& y) {
    return is_same_fault(x.faults.front(), y.faults.front());
  };
  return std::ranges::is_permutation(a.faults, b.faults, is_of) && a.positive == b.positive &&
         a.negative == b.negative && a.flags == b.flags && a.undefined == b.undefined &&
         std::ranges::equal(a.states, b.states, {}, values, values);
}
bool is_sometimes(LitmusResult const& r) { return r.positive > 0 && r.negative > 0; }

class Verifier {
public:
  Verifier(LitmusTest const& test, PreparedModel const& model, Options const& options)
      : test_(test), prepared_(model), model_(model.whole()), options_(options),
        graph_(unfold(test.program, options.unroll, model_.locks, deadline_of(options))) {
    budget_.circular_values = options.circular_values;
    budget_.faults = true;
    budget_.most_executions = options.most_executions;
    budget_.passes = options.passes;
    budget_.work = options.steps;
    budget_.deadline = deadline_of(options);
  }

  LitmusResult run() {
    auto result = decide();
    if (!result.faults.empty()) result.unknown.clear(); // of the others
    bool const goes_on = result.unknown.empty() && result.faults.empty();
    if (options_.want_forbidden && !result.satisfying && goes_on) result.forbidden = forbidden();
    if (options_.want_deadlocks && goes_on) look_for_deadlocks(result);
    result.model = model_.name;
    result.seconds = std::chrono::duration<double>(steady_clock::now() - start_).count();
    return result;
  }

  std::optional<Execution> smallest(Shows shows, std::uint64_t steps) const {
    if (waits_may_fault_ || !graph_.problem.empty()) return std::nullopt;
    auto asked = how(SatSolver::Kind::Cadical, 0);
    asked.circular_values = CircularValues::AsCounted;
    auto found = search_smallest(test_, searched_model(), asked, shows, steps);
    if (!found || has_circle(*found)) return std::nullopt;
    add_choices_made(*found);
    return found;
  }

private:
  GraphBuilder::Deadline deadline_of(Options const& options) const {
    return options.timeout.count() > 0 ? std::optional(start_ + options.timeout) : std::nullopt;
  }
  LitmusResult decide() {
    if (!graph_.problem.empty()) return unknown(graph_.problem);
    switch (options_.engine) {
    case Engine::Enumeration: return counted();
    case Engine::Z3: return searched(SatSolver::Kind::Z3, most_counted);
    case Engine::Cadical: return searched(SatSolver::Kind::Cadical, most_counted);
    case Engine::Both: return both();
    case Engine::Auto: break;
    }
    auto result = enumerated(waits_may_fault_ ? limited(enumeration_budget_of_flags) : handed_over_early());
    bool const is_settled = result.unknown.empty() || !result.faults.empty() || is_late();
    // Only enumeration finds all flags of a model that cannot be learned.
    if (!is_settled && !can_learn() && may_flag()) result = enumerated(limited(enumeration_budget_of_flags));
    if (result.unknown.empty() || !result.faults.empty() || is_late()) return result;
    result = searched(SatSolver::Kind::Cadical, most_at_handover());
    if (can_learn() && result.flags_are_partial) return with_all_flags(std::move(result));
    return result;
  }
  std::uint64_t most_at_handover() const {
    return graph_.events.size() < many_events ? counted_at_handover : counted_of_many_events;
  }
  // A search does not always find out why a flag is not raised.
  LitmusResult with_all_flags(LitmusResult found) const {
    if (auto few = searched(SatSolver::Kind::Cadical, counted_for_flags); few.unknown.empty() && !few.capped)
      return few;
    auto all = enumerated(limited(enumeration_budget_of_flags));
    if (all.unknown.empty() || !all.faults.empty()) return all;
    return found;
  }

  bool is_late() const { return !why_give_up(budget_.deadline).empty(); }

  // Whether some execution may raise a flag, or leave the test undefined, as far as bounds tell.
  bool may_flag() const {
    std::vector<bool> needed(model_.nodes.size());
    for (auto const& check : model_.checks)
      if (check.role != Role::Axiom) needed[check.node] = true;
    return may_raise(std::move(needed), [](Check const& check) { return check.role != Role::Axiom; });
  }

  // Some flag may be raised by rounds that change nothing.
  bool flags_need_all_rounds() const {
    if (!flags_need_all_rounds_) {
      std::vector<bool> needed(model_.nodes.size());
      auto const loses = [this](Check const& check) {
        return check.role != Role::Axiom && !survives(model_, check);
      };
      for (auto const& check : model_.checks)
        if (loses(check)) needed[check.node] = true;
      flags_need_all_rounds_ = may_raise(std::move(needed), loses);
    }
    return *flags_need_all_rounds_;
  }
  template <class F> bool may_raise(std::vector<bool> needed, F is_asked_for) const {
    close_under_operands(model_, needed);
    auto const candidates = make_candidates(graph_, compute_domains(graph_), is_coherent(model_));
    auto const bounds = compute_bounds(graph_, model_, candidates, needed);
    return std::ranges::any_of(model_.checks, [&](Check const& check) {
      return is_asked_for(check) && can_matter(check, bounds[check.node]);
    });
  }

  // Where there are too many runs of single threads to look at, a search may find that few executions have
  // them.
  LitmusResult counted() const {
    auto result = enumerated(budget_);
    if (result.unknown.empty() || !result.faults.empty() || is_late() ||
        options_.circular_values == CircularValues::Complete)
      return result;
    auto found = searched(SatSolver::Kind::Cadical, most_counted);
    if (found.unknown.empty() && !found.capped) return found;
    return counted_from_constants().value_or(std::move(result));
  }
  // Where some value may be from no constant, and is left out. If as many executions are left where nothing
  // goes round in a circle, these are all that are counted.
  std::optional<LitmusResult> counted_from_constants() const {
    if (waits_may_fault_) return std::nullopt;
    auto asked = how(SatSolver::Kind::Cadical, most_counted);
    asked.circular_values = CircularValues::AsCounted;
    auto all = search(test_, searched_model(), asked);
    auto const without = search(test_, without_thin_air(searched_model()), asked);
    for (auto const* one : {&std::as_const(all), &without})
      if (!one->unknown.empty() || !one->faults.empty() || one->capped) return std::nullopt;
    if (all.positive != without.positive || all.negative != without.negative) return std::nullopt;
    for (auto& state : all.states) add_choices_made(state.execution);
    if (all.racy) add_choices_made(*all.racy);
    all.engine = "cadical";
    return all;
  }

  // The model, without choices that have nothing to choose.
  MemoryModel const& searched_model() const {
    if (why_not_learned(model_).empty()) return model_;
    if (!is_simplified_) {
      is_simplified_ = true;
      simplified_ = without_choices(model_, graph_);
    }
    return simplified_ ? simplified_->model : model_;
  }
  bool can_learn() const { return why_not_learned(searched_model()).empty(); }
  void add_choices_made(Execution& x) const {
    if (simplified_) add_choices(x, simplified_->modes);
  }
  static LitmusResult unknown(std::string why) {
    LitmusResult out;
    out.unknown = std::move(why);
    out.capped = true;
    return out;
  }
  // A search has the rounds that pass alone.
  LitmusResult not_searched() const {
    return unknown(
        "a condition that is waited for may have no value, and there are too many runs to look at each");
  }
  LitmusResult search_all(SatSolver::Kind engine, std::uint64_t most) const {
    auto all = how(engine, most);
    all.known = options_.known;
    auto result = search(test_, searched_model(), all);
    for (auto& state : result.states) add_choices_made(state.execution);
    if (result.racy) add_choices_made(*result.racy);
    for (auto& fault : result.faults) add_choices_made(fault.execution);
    return result;
  }

  Budget limited(std::uint64_t work) const {
    auto out = budget_;
    out.work = std::min(work, budget_.work);
    return out;
  }
  Budget handed_over_early() const {
    auto out = limited(enumeration_budget);
    out.glance = enumeration_glance;
    return out;
  }
  Budget without_faults(std::uint64_t work) const {
    auto out = limited(work);
    out.faults = false;
    return out;
  }
  LitmusSearch how(SatSolver::Kind engine, std::uint64_t most) const {
    LitmusSearch out{options_.unroll, {engine, options_.steps}, budget_.deadline, most, options_.accepts};
    bool const has_any = options_.idle_rounds == IdleRounds::LeftOut && !graph_.cuts.empty();
    out.idle_rounds = has_any && !flags_need_all_rounds() ? IdleRounds::LeftOut : IdleRounds::Counted;
    if (!has_any) out.feedback = LitmusSearch::Feedback::NotAsked;
    return out;
  }

  LitmusResult enumerated(Budget const& budget) const {
    auto result = enumerate(test_, prepared_, graph_, budget);
    result.engine = "enumeration";
    if (!result.unknown.empty() || !result.faults.empty()) return result;
    // A run that wants more rounds may be one that the model forbids.
    bool const may_be_fed = options_.idle_rounds == IdleRounds::LeftOut && !graph_.cuts.empty();
    if (result.bound_reached || may_be_fed) {
      auto longer = reaches_bound(test_, searched_model(), how(SatSolver::Kind::Cadical, 0))
                        .value_or(LongerRuns{Longer::Some});
      // Where none ends, none is as good as another.
      bool const is_any = result.positive + result.negative > 0;
      result.bound_reached = longer.are == Longer::Some || (longer.are == Longer::Idle && !is_any);
      result.leaves_out_rounds = longer.are == Longer::Idle && is_any;
      result.feedback = std::move(longer.feedback);
    }
    if (options_.circular_values != CircularValues::Complete) return result;
    complete_values(result);
    // Where what shows it has no such values, it does not rest on them.
    bool const may_rest_on_thin_air =
        has_circle(result, result.satisfying) || has_circle(result, result.falsifying);
    if (may_rest_on_thin_air && !waits_may_fault_) name_thin_air(result);
    return result;
  }
  static bool has_circle(LitmusResult const& result, std::optional<std::size_t> state) {
    if (!state) return false;
    return has_circle(result.states[*state].execution);
  }
  static bool has_circle(Execution const& x) { return !(x.addr | x.data | x.ctrl | x.rf).acyclic(); }

  // Enumeration tries the values that are computed from constants. Where others may justify themselves, and
  // would make a difference, they are searched for.
  void complete_values(LitmusResult& result) const {
    if (computed_writes(graph_) == 0 || (is_sometimes(result) && !may_fault_by_thin_air())) return;
    if (reads_in_circles(graph_, compute_domains(graph_), is_coherent(model_)).empty()) return;
    auto more = waits_may_fault_ ? not_searched() : search_all(SatSolver::Kind::Cadical, most_at_handover());
    if (!more.faults.empty()) {
      more.engine = "cadical";
      result = std::move(more);
      return;
    }
    result.thin_air = !more.unknown.empty(); // else all values are tried
    if (result.thin_air) return;
    bool const satisfied = more.positive > 0 && result.positive == 0;
    bool const falsified = more.negative > 0 && result.negative == 0;
    more.engine = "cadical";
    if (satisfied || falsified) std::swap(result, more);
    add_flags(std::move(more), result);
    if (satisfied || falsified) name_thin_air(result);
  }
  static void add_flags(LitmusResult from, LitmusResult& to) {
    to.flags.insert(to.flags.end(), from.flags.begin(), from.flags.end());
    std::ranges::sort(to.flags);
    to.flags.erase(std::unique(to.flags.begin(), to.flags.end()), to.flags.end());
    if (!to.racy) to.racy = std::move(from.racy);
    to.undefined = to.undefined || from.undefined;
    to.flags_are_partial = to.flags_are_partial || from.flags_are_partial;
  }
  bool may_fault_by_thin_air() const {
    auto const reads = reads_in_circles(graph_, compute_domains(graph_), is_coherent(model_));
    if (reads.empty()) return false;
    auto const domains = domains_with_any(graph_, reads, is_coherent(model_));
    return !statements_that_may_fault(graph_, domains, [](std::uint32_t cpu) { return cpu; }).empty();
  }
  void name_thin_air(LitmusResult& result) const {
    auto const again = how(SatSolver::Kind::Cadical, 0);
    result.satisfied_by_thin_air =
        result.positive > 0 && needs_thin_air(test_, searched_model(), again, true);
    result.falsified_by_thin_air =
        result.negative > 0 && needs_thin_air(test_, searched_model(), again, false);
  }

  LitmusResult searched(SatSolver::Kind engine, std::uint64_t most) const {
    if (waits_may_fault_) return not_searched();
    auto result = search_all(engine, most);
    result.engine = engine == SatSolver::Kind::Z3 ? "z3" : "cadical";
    if (!can_learn()) result.flags_are_partial = result.capped && may_flag();
    if (result.unknown.empty() && result.circular_values) name_thin_air(result);
    return result;
  }

  LitmusResult both() const {
    auto one = enumerated(budget_);
    auto const other = searched(SatSolver::Kind::Z3, most_counted);
    one.engine = "enumeration and z3";
    if (!one.unknown.empty() || !one.faults.empty()) return one;
    if (!other.unknown.empty())
      one.unknown = "z3: " + other.unknown;
    else if (other.capped && !one.capped)
      one.unknown = "z3: more than " + std::to_string(most_counted) + " executions";
    else if (!one.capped && !same(one, other))
      one.unknown = "enumeration and z3 differ";
    one.capped = one.capped || !one.unknown.empty();
    return one;
  }

  std::optional<Execution> forbidden() const {
    auto const budget = without_faults(enumeration_budget);
    if (auto found = find_coherent(test_, prepared_, graph_, budget)) return found;
    auto found = search_forbidden(test_, searched_model(), how(SatSolver::Kind::Cadical, 0));
    if (!found) return find_forbidden(test_, prepared_, graph_, budget);
    add_choices_made(*found);
    return found;
  }

  void look_for_deadlocks(LitmusResult& result) const {
    bool const is_none = result.positive + result.negative == 0;
    auto const budget = without_faults(is_none ? explanation_budget : deadlock_budget);
    if (is_none)
      explain_none(result, test_, prepared_, graph_, budget);
    else
      add_deadlocks(result, find_deadlocks(test_, prepared_, graph_, budget, most_deadlocks));
  }

  LitmusTest const& test_;
  PreparedModel const& prepared_;
  MemoryModel const& model_;
  Options const& options_;
  steady_clock::time_point start_ = steady_clock::now();
  EventGraph graph_;
  bool const waits_may_fault_ = waits_for_what_may_have_no_value(test_.program);
  Budget budget_;
  mutable std::optional<bool> flags_need_all_rounds_; // made when asked for
  mutable bool is_simplified_ = false;
  mutable std::optional<WithoutChoices> simplified_;
};

} // namespace

LitmusResult verify(LitmusTest const& test, PreparedModel const& model, Options const& options) {
  return Verifier(test, model, options).run();
}

std::optional<Execution> smallest_execution(LitmusTest const& test, PreparedModel const& model,
                                            Options const& options, Shows shows, std::uint64_t steps) {
  return Verifier(test, model, options).smallest(shows, steps);
}

Satisfying satisfying_candidates(LitmusTest const& test, PreparedModel const& model, Options const& options,
                                 std::size_t most) {
  Budget budget;
  budget.work = std::min(options.steps, budget_of_candidates);
  if (options.timeout.count() > 0) budget.deadline = steady_clock::now() + options.timeout;
  auto const graph = unfold(test.program, options.unroll, model.whole().locks, budget.deadline);
  if (!graph.problem.empty()) return {};
  auto out = find_satisfying(test, model, graph, budget, most);
  out.may_justify_themselves = computed_writes(graph) > 0;
  return out;
}

std::vector<FaultyExecution> faults_of_candidates(LitmusTest const& test, PreparedModel const& model,
                                                  Options const& options) {
  Budget budget;
  budget.work = enumeration_budget;
  budget.faults = true;
  auto const graph = unfold(test.program, options.unroll, model.whole().locks);
  if (!graph.problem.empty()) return {};
  return find_faults(test, model, graph, budget);
}

} // namespace barrister::solver
