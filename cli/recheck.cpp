// SPDX-License-Identifier: BSD-2-Clause
#include "cli/recheck.hpp"
#include "cli/wording.hpp"
#include "proofs/check.hpp"
#include "proofs/races.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

bool satisfies(LitmusTest const& test, Proposition const& p, Execution const& x) {
  return holds(p, test.program, [&](Observable const& o) { return proofs::observe(x, o); });
}

std::vector<std::string> wrong_with_state(LitmusTest const& test, ReachedState const& state,
                                          proofs::Recheck& again) {
  auto wrong = again.complaints(state.execution);
  if (!wrong.empty()) return wrong;
  if (final_values(test.program, state.execution, test.observed) != state.values)
    wrong.push_back("its execution ends in other values");
  if (test.filter && !satisfies(test, *test.filter, state.execution))
    wrong.push_back("the filter excludes it");
  return wrong;
}

std::vector<std::string> wrong_with_witnesses(LitmusTest const& test, LitmusResult const& r) {
  std::vector<std::string> wrong;
  auto const look = [&](std::optional<std::size_t> index, bool wanted, std::uint64_t count,
                        char const* kind) {
    if (index.has_value() != (count > 0))
      wrong.push_back(
          fmt::format("{} are counted {}, but {} execution is shown", kind, count, index ? "an" : "no"));
    else if (index && (*index >= r.states.size() ||
                       satisfies(test, test.proposition, r.states[*index].execution) != wanted))
      wrong.push_back(fmt::format("the execution shown for those that are {} is not", kind));
  };
  look(r.satisfying, true, r.positive, "satisfying");
  look(r.falsifying, false, r.negative, "falsifying");
  if (r.positive + r.negative < r.states.size()) wrong.push_back("there are more states than executions");
  return wrong;
}

std::uint64_t hash(std::vector<Value> const& values) {
  std::uint64_t out = values.size();
  for (auto const& v : values)
    for (auto part : {std::uint64_t{v.object}, static_cast<std::uint64_t>(v.number)}) {
      out = (out ^ part) * 0x9e3779b97f4a7c15u;
      out ^= out >> 32;
    }
  return out;
}

// What was counted is as if these had not been found.
void leave_out_from(std::size_t state, std::string_view why, LitmusResult& r) {
  r.unknown = why;
  r.capped = true;
  r.states.resize(state);
  r.positive = r.negative = 0;
  r.satisfying = r.falsifying = std::nullopt;
  r.flags.clear();
  r.flags_are_partial = true;
  r.racy = r.forbidden = std::nullopt;
  r.faults.clear();
  r.deadlocks.clear();
}

} // namespace

PassingStates::PassingStates(LitmusTest const& test, ReadyModel const& model, unsigned unroll)
    : test_(test), again_(test.program, model.axioms, unroll) {}

void PassingStates::look_at(ReachedState const& state) {
  known_.insert(hash(state.values));
  for (auto const& wrong : wrong_with_state(test_, state, again_))
    complaints_.push_back(
        fmt::format("state {}: {}", joined(items(test_.program, test_.observed, state.values)), wrong));
}
bool PassingStates::is_known(std::vector<Value> const& state) const { return known_.contains(hash(state)); }

std::vector<std::string> recheck(LitmusTest const& test, ReadyModel const& model, LitmusResult& r,
                                 unsigned unroll, Deadline const& deadline, PassingStates const* passed) {
  std::vector<std::string> all;
  if (passed) all = passed->complaints();
  proofs::Recheck again(test.program, model.axioms, unroll);
  for (std::size_t i = 0; i < r.states.size(); ++i) {
    if (auto const why = i % 8 == 0 ? why_give_up(deadline) : ""; !why.empty()) {
      leave_out_from(i, why, r);
      break;
    }
    auto const& state = r.states[i];
    if (passed && state.execution.events.empty() && passed->is_known(state.values)) continue;
    for (auto const& wrong : wrong_with_state(test, state, again))
      all.push_back(
          fmt::format("state {}: {}", joined(items(test.program, test.observed, state.values)), wrong));
  }
  if (all.empty() && r.unknown.empty())
    for (auto const& wrong : wrong_with_witnesses(test, r)) all.push_back(wrong);
  for (auto const& deadlock : r.deadlocks)
    for (auto const& wrong : again.complaints_as_stuck(deadlock)) all.push_back("waiting for ever: " + wrong);
  for (auto const& fault : r.faults)
    for (auto const& wrong : again.complaints_as_faulty(fault)) all.push_back("fault: " + wrong);
  if (r.racy) {
    for (auto const& wrong : again.complaints(*r.racy)) all.push_back("data race: " + wrong);
    if (proofs::races(model.memory, *r.racy).empty()) all.push_back("data race: its execution has none");
  }
  if (!r.forbidden) return all;

  for (auto const& wrong : again.complaints_as_forbidden(*r.forbidden))
    all.push_back("forbidden candidate: " + wrong);
  if (all.empty() && !satisfies(test, test.proposition, *r.forbidden))
    all.push_back("forbidden candidate: it would not satisfy the condition");
  return all;
}

} // namespace barrister::cli
