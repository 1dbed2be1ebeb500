// SPDX-License-Identifier: BSD-2-Clause
#include "solver/verify.hpp"
#include "solver/constrain.hpp"
#include "solver/deadlock.hpp"
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
  return a.positive == b.positive && a.negative == b.negative && a.flags == b.flags &&
         a.undefined == b.undefined && std::ranges::equal(a.states, b.states, {}, values, values);
}

LitmusResult both(LitmusTest const& test, MemoryModel const& model, EventGraph const& graph,
                  Budget const& budget) {
  auto one = enumerate(test, model, graph, budget);
  auto const other = constrain(test, model, graph, budget, most_counted);
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
  if (options.timeout.count() > 0) budget.deadline = start + options.timeout;
  LitmusResult result;
  switch (options.engine) {
  case Engine::Enumeration:
    result = enumerate(test, model, graph, budget);
    result.engine = "enumeration";
    break;
  case Engine::Z3:
    result = constrain(test, model, graph, budget, most_counted);
    result.engine = "z3";
    break;
  case Engine::Both:
    result = both(test, model, graph, budget);
    result.engine = "enumeration and z3";
    break;
  case Engine::Auto: {
    auto limited = budget;
    limited.work = enumeration_budget;
    result = enumerate(test, model, graph, limited);
    result.engine = "enumeration";
    if (result.unknown.empty() && result.thin_air && !is_sometimes(result))
      if (auto tried = try_wild_values(test, model, graph, limited)) result = std::move(*tried);
    bool const late = budget.deadline && steady_clock::now() > *budget.deadline;
    if (result.unknown.empty() || late) break;
    result = constrain(test, model, graph, budget, counted_at_handover);
    result.engine = "z3";
    break;
  }
  }
  if (options.want_forbidden && !result.satisfying && result.unknown.empty()) {
    auto limited = budget;
    limited.work = enumeration_budget;
    result.forbidden = find_forbidden(test, model, graph, limited);
  }
  if (options.want_deadlocks && result.unknown.empty()) {
    auto limited = budget;
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

} // namespace barrister::solver
