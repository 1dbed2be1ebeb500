// SPDX-License-Identifier: BSD-2-Clause
#include "cli/smaller.hpp"
#include "cli/wording.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

std::size_t reads_of_others(Execution const& x) {
  return static_cast<std::size_t>(std::ranges::count_if(x.rf.pairs(), [&](auto const& pair) {
    auto const& [write, read] = pair;
    return !x.events[write].is_initial() && x.events[write].cpu != x.events[read].cpu;
  }));
}

bool comes_before(Program const& program, std::vector<Value> const& a, std::vector<Value> const& b) {
  return std::ranges::lexicographical_compare(a, b, [&](Value l, Value r) { return before(program, l, r); });
}

// Where it is one more than were found, counts grow by it: they are lower bounds.
void add_state(LitmusTest const& test, LitmusResult& r, ReachedState state, bool satisfies) {
  auto const at = std::ranges::find_if(
      r.states, [&](ReachedState const& s) { return comes_before(test.program, state.values, s.values); });
  auto const index = static_cast<std::size_t>(at - r.states.begin());
  r.states.insert(at, std::move(state));
  for (auto* example : {&r.satisfying, &r.falsifying})
    if (*example && **example >= index) ++**example;
  ++(satisfies ? r.positive : r.negative);
  (satisfies ? r.satisfying : r.falsifying) = index;
}

} // namespace

bool is_smaller(Execution const& a, Execution const& b) {
  auto const x = a.events.size(), y = b.events.size();
  return x != y ? x < y : reads_of_others(a) < reads_of_others(b);
}

std::string show_smallest(LitmusTest const& test, solver::PreparedModel const& model,
                          solver::Options const& options, std::uint64_t steps, LitmusResult& r) {
  bool const satisfies = test.quantifier != Quantifier::Forall;
  auto& shown = satisfies ? r.satisfying : r.falsifying;
  if (!shown || !r.unknown.empty() || !r.faults.empty() || steps == 0) return "";
  auto const shows = satisfies ? solver::Shows::Satisfies : solver::Shows::Falsifies;
  auto found = solver::smallest_execution(test, model, options, shows, steps);
  if (!found) return "";
  auto values = final_values(test.program, *found, test.observed);
  auto const state = std::ranges::find(r.states, values, &ReachedState::values);
  if (state != r.states.end()) {
    if (is_smaller(*found, state->execution)) state->execution = std::move(*found);
    if (is_smaller(state->execution, r.states[*shown].execution))
      shown = static_cast<std::size_t>(state - r.states.begin());
    return "";
  }
  if (r.thin_air) return ""; // not all values were tried
  if (!r.capped) return "an execution was found that ends in a state which was not";
  add_state(test, r, {std::move(values), std::move(*found)}, satisfies);
  return "";
}

} // namespace barrister::cli
