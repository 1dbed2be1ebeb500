// SPDX-License-Identifier: BSD-2-Clause
#include "solver/verify.hpp"
#include "solver/constrain.hpp"
#include "solver/deadlock.hpp"
#include "solver/undefined.hpp"
#include "solver/unfold.hpp"
#include "solver/wild.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using std::chrono::steady_clock;

// Candidates that enumeration looks at before Auto hands over: some seconds' worth.
constexpr std::uint64_t enumeration_budget = 4'000'000;
// Executions that constraints count before they say "at least so many": asked for, and when Auto has handed
// over because there are very many.
constexpr std::uint64_t most_counted = 10'000, counted_at_handover = 100;
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
         a.negative == b.negative && a.flags == b.flags &&
         a.undefined == b.undefined && std::ranges::equal(a.states, b.states, {}, values, values);
}

// Where domains say that a statement may have a fault, runs may stop there.
LitmusResult constrain(LitmusTest const& test, MemoryModel const& model, EventGraph const& graph,
                       Budget const& budget, std::uint64_t most, unsigned rounds) {
  auto const domains = compute_domains(graph);
  if (domains.too_large) return constrain(test, model, graph, budget, most);
  auto const statements = statements_that_may_fault(graph, domains, [](std::uint32_t cpu) { return cpu; });
  if (statements.empty()) return constrain(test, model, graph, budget, most);
  auto const stopping = unfold_with_faults(test.program, rounds, model.locks, statements);
  return constrain(test, model, stopping, budget, most);
}

LitmusResult both(LitmusTest const& test, MemoryModel const& model, EventGraph const& graph,
                  Budget const& budget, unsigned rounds) {
  auto one = enumerate(test, model, graph, budget);
  auto const other = constrain(test, model, graph, budget, most_counted, rounds);
  if (!one.unknown.empty()) return one;
  if (!other.unknown.empty())
    one.unknown = "z3: " + other.unknown;
  else if (other.capped)
    one.unknown = "z3: more than " + std::to_string(most_counted) + " executions";
  else if (!same(one, other))
    one.unknown = "enumeration and z3 differ";
  one.capped = !one.unknown.empty();
  return one;
}

bool is_sometimes(LitmusResult const& r) { return r.positive > 0 && r.negative > 0; }

// Where values can come out of thin air, a Never or Always speaks of the values that were tried. So more are;
// what they show counts if it settles the question.
std::optional<LitmusResult> try_wild_values(LitmusTest const& test, MemoryModel const& model,
                                            EventGraph const& graph, Budget budget) {
  budget.wild = wild_values(test, graph);
  auto result = enumerate(test, model, graph, budget);
  if (!result.unknown.empty() || !is_sometimes(result)) return std::nullopt;
  result.thin_air = true;
  result.engine = "enumeration";
  return result;
}

} // namespace

LitmusResult verify(LitmusTest const& test, MemoryModel const& model, Options const& options) {
  auto const start = steady_clock::now();
  auto const graph = unfold(test.program, options.unroll, model.locks);
  Budget budget;
  budget.faults = true;
  if (options.timeout.count() > 0) budget.deadline = start + options.timeout;
  LitmusResult result;
  switch (options.engine) {
  case Engine::Enumeration:
    result = enumerate(test, model, graph, budget);
    result.engine = "enumeration";
    break;
  case Engine::Z3:
    result = constrain(test, model, graph, budget, most_counted, options.unroll);
    result.engine = "z3";
    break;
  case Engine::Both:
    result = both(test, model, graph, budget, options.unroll);
    result.engine = "enumeration and z3";
    break;
  case Engine::Auto: {
    auto limited = budget;
    limited.work = enumeration_budget;
    result = enumerate(test, model, graph, limited);
    result.engine = "enumeration";
    if (result.unknown.empty() && result.faults.empty() && result.thin_air && !is_sometimes(result))
      if (auto tried = try_wild_values(test, model, graph, limited)) result = std::move(*tried);
    if (!result.faults.empty()) break;
    bool const late = budget.deadline && steady_clock::now() > *budget.deadline;
    if (result.unknown.empty() || late) break;
    result = constrain(test, model, graph, budget, counted_at_handover, options.unroll);
    result.engine = "z3";
    break;
  }
  }
  if (!result.faults.empty()) result.unknown.clear(); // of the others
  bool const goes_on = result.unknown.empty() && result.faults.empty();
  if (options.want_forbidden && !result.satisfying && goes_on) {
    auto limited = budget;
    limited.work = enumeration_budget;
    limited.faults = false;
    result.forbidden = find_forbidden(test, model, graph, limited);
  }
  if (options.want_deadlocks && goes_on) {
    auto limited = budget;
    limited.faults = false;
    bool const is_none = result.positive + result.negative == 0;
    limited.work = is_none ? explanation_budget : deadlock_budget;
    if (is_none)
      explain_none(result, test, model, graph, limited);
    else
      add_deadlocks(result, find_deadlocks(test, model, graph, limited, most_deadlocks));
  }
  result.model = model.name;
  result.seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
  return result;
}

std::vector<FaultyExecution> faults_of_candidates(LitmusTest const& test, MemoryModel const& model,
                                                  Options const& options) {
  Budget budget;
  budget.work = enumeration_budget;
  budget.faults = true;
  return find_faults(test, model, unfold(test.program, options.unroll, model.locks), budget);
}

} // namespace barrister::solver
