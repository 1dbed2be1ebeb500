// SPDX-License-Identifier: BSD-2-Clause
#include "cli/test_checks.hpp"
#include "cli/wording.hpp"
#include "proofs/check.hpp"
#include "proofs/choices.hpp"
#include "proofs/sc/simulate.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Allowed = solver::Allowance::Kind;

constexpr std::uint64_t seed = 1;
constexpr std::size_t most_fast = 10, most_full = 200, most_moves = 200; // the last: of each, on average
// More, whose accesses stray: most of them are impossible, and of use only to be thrown away.
constexpr std::size_t astray_fast = 3, astray_full = 200;
// Ways to make a model's choices in one execution.
constexpr std::size_t most_choices = 200;
// A move costs as much as there are threads: of many, fewer are made.
constexpr std::size_t most_threads = 12;
constexpr unsigned enough_rounds = 1'000'000;

bool satisfies(LitmusTest const& test, Proposition const& p, Execution const& x) {
  return holds(p, test.program, [&](Observable const& o) { return proofs::observe(x, o); });
}

} // namespace

TestChecks::TestChecks(LitmusTest const& test, MemoryModel const& model, CheckLevel level, unsigned unroll,
                       Deadline const& deadline)
    : test_(test), model_(model), level_(level), unroll_(unroll), deadline_(deadline) {}

std::optional<solver::KnownExecutions> TestChecks::known() {
  if (level_ == CheckLevel::None) return std::nullopt;
  solver::KnownExecutions out;
  out.find = [this](std::size_t) -> std::vector<solver::KnownExecution> const& { return find(); };
  out.tell = [this](std::size_t execution, solver::Allowance const& allowance) {
    tell(execution, allowance);
  };
  return out;
}

// Those that end, and that the model allows, evaluated the plain way.
std::vector<solver::KnownExecution> const& TestChecks::find() {
  if (std::exchange(is_simulated_, true) || model_.locks != LockSemantics::Waiting) return executions_;
  proofs::SimulationLimits limits;
  limits.seed = seed;
  limits.runs = level_ == CheckLevel::Full ? most_full : most_fast;
  limits.moves = most_moves * limits.runs;
  limits.deadline = deadline_;
  auto const threads = test_.program.threads.size();
  if (threads > most_threads) limits.moves = limits.moves * most_threads / threads;
  if (threads <= most_threads) limits.astray = level_ == CheckLevel::Full ? astray_full : astray_fast;
  Evaluated evaluated;
  proofs::PreparedAxioms const axioms(model_);
  proofs::Recheck again(test_.program, axioms, enough_rounds), within(test_.program, axioms, unroll_);
  for (auto& x : proofs::simulate(world_of(test_), limits).executions)
    if (why_give_up(deadline_).empty() && x.execution.completion == Completion::Complete &&
        evaluated.may_take(x.execution) && proofs::make_choices(model_, x.execution, most_choices) &&
        again.complaints(x.execution).empty()) {
      is_longer_.push_back(!within.complaints(x.execution).empty());
      executions_.push_back({std::move(x), {}});
    }
  return executions_;
}

std::string TestChecks::name_of(std::size_t execution) const {
  auto const& x = executions_[execution].execution.execution;
  return fmt::format(
      "execution {} (seed {}), which ends with {}", execution + 1, seed,
      joined(items(test_.program, test_.observed, final_values(test_.program, x, test_.observed))));
}

void TestChecks::tell(std::size_t execution, solver::Allowance const& allowance) {
  if (allowance.kind == Allowed::No)
    complaints_.push_back(fmt::format("left out of the encoding: {}: {}", name_of(execution), allowance.why));
}

void TestChecks::compare(std::size_t execution, LitmusResult const& r) {
  auto const& x = executions_[execution].execution.execution;
  // What goes round more often is as good as something that does not, if the answer says so.
  if (is_longer_[execution] && !r.leaves_out_rounds) return;
  if (test_.filter && !satisfies(test_, *test_.filter, x)) return;
  bool const shows = satisfies(test_, test_.proposition, x);
  auto const values = final_values(test_.program, x, test_.observed);
  bool const is_listed = std::ranges::find(r.states, values, &ReachedState::values) != r.states.end();
  if ((shows ? r.positive : r.negative) == 0 || (!r.capped && !is_listed))
    complaints_.push_back("left out of the answer: " + name_of(execution));
  if (level_ == CheckLevel::Full && !r.flags_are_partial)
    for (auto const& flag : proofs::evaluate(model_, x).flags)
      if (std::ranges::find(r.flags, flag) == r.flags.end())
        complaints_.push_back(fmt::format("left out of the flags: {}, of {}", flag, name_of(execution)));
  ++checked_.executions;
  if (!is_sequentially_consistent(x)) ++checked_.weak;
}

std::vector<std::string> TestChecks::complaints(LitmusResult const& r) {
  bool const rests_on_all = r.positive == 0 || r.negative == 0 || level_ == CheckLevel::Full;
  if (level_ == CheckLevel::None || !rests_on_all || !r.unknown.empty() || !r.faults.empty())
    return first_of(complaints_);
  find();
  for (std::size_t i = 0; i < executions_.size() && why_give_up(deadline_).empty(); ++i) compare(i, r);
  return first_of(complaints_);
}

} // namespace barrister::cli
