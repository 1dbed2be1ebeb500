// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_checks.hpp"
#include "cli/wording.hpp"
#include "proofs/races.hpp"
#include "proofs/replay.hpp"
#include "proofs/sc/explore.hpp"
#include "proofs/sc/simulate.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace barrister::cli {
namespace {

using Kind = ClaimVerdict::Kind;
using Allowed = solver::Allowance::Kind;

constexpr std::uint64_t seed = 1;
// Executions to look for: a small encoding has few, and is soon done with.
constexpr std::size_t fewest = 25, most = 100, events_for_each = 4;
// To evaluate one costs as much as the cube of what there is: of many runs, fewer executions are made; of
// very many, none goes astray.
constexpr std::size_t many_runs = 16, very_many_runs = 48, fewest_of_many = 2;
constexpr std::size_t times_as_many_if_full = 4;
constexpr std::size_t most_moves = 1000;    // of each, on average
constexpr std::size_t most_states = 10'000; // of one start
constexpr unsigned enough_rounds = 1'000'000;

bool asks(Claim const& claim) {
  return claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Finally ||
         claim.kind == Claim::Kind::Cover;
}
// That no execution shows it.
bool is_claimed(Claim const& claim, ClaimVerdict const& v) {
  return v.kind == (claim.kind == Claim::Kind::Cover ? Kind::Violated : Kind::Holds);
}
bool answer_that_shows(Claim const& claim) {
  return claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Cover;
}
// Who has begun, and then cannot go on, excludes the execution.
bool assumes(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* i = std::get_if<If>(&s.node)) return assumes(i->then) || assumes(i->otherwise);
    if (auto const* l = std::get_if<Labelled>(&s.node)) return assumes(l->body);
    if (auto const* l = std::get_if<Loop>(&s.node)) return assumes(l->test) || assumes(l->body);
    return std::holds_alternative<Assume>(s.node);
  });
}
// Within so many rounds, its question may have no answer.
bool has_loop(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* i = std::get_if<If>(&s.node)) return has_loop(i->then) || has_loop(i->otherwise);
    if (auto const* l = std::get_if<Labelled>(&s.node)) return has_loop(l->body);
    return std::holds_alternative<Loop>(s.node);
  });
}
char const* shown(Claim const& claim) { return claim.kind == Claim::Kind::Cover ? "reaches" : "breaks"; }

std::vector<std::optional<bool>> answers(Protocol const& protocol, ProtocolExecution const& x) {
  auto const state = proofs::final_state(protocol, x, proofs::run_again(protocol, x, enough_rounds));
  std::vector<std::optional<bool>> out;
  for (auto const& claim : protocol.claims)
    out.push_back(asks(claim) ? std::optional(says_yes(claim.probe, proofs::probed(state))) : std::nullopt);
  return out;
}

} // namespace

ProtocolChecks::ProtocolChecks(Protocol const& protocol, MemoryModel const& model, CheckLevel level,
                               Deadline const& deadline)
    : protocol_(protocol), model_(model), level_(level), deadline_(deadline) {}

std::optional<solver::KnownExecutions> ProtocolChecks::known() {
  beyond_.clear();
  if (level_ == CheckLevel::None) return std::nullopt;
  solver::KnownExecutions out;
  out.find = [this](std::size_t events) -> std::vector<solver::KnownExecution> const& {
    return find(events);
  };
  out.tell = [this](std::size_t execution, solver::Allowance const& allowance) {
    tell(execution, allowance);
  };
  return out;
}

// Those that the model allows, evaluated the plain way: one of a user's own need not allow them all.
std::vector<solver::KnownExecution> const& ProtocolChecks::find(std::size_t events) {
  if (std::exchange(is_simulated_, true)) return executions_;
  proofs::SimulationLimits limits;
  limits.seed = seed;
  limits.runs = std::clamp(events / events_for_each, fewest, most);
  if (auto const runs = protocol_.contexts.size(); runs > many_runs)
    limits.runs =
        std::max(fewest_of_many, limits.runs * many_runs * many_runs * many_runs / (runs * runs * runs));
  if (level_ == CheckLevel::Full) limits.runs *= times_as_many_if_full;
  if (protocol_.contexts.size() <= very_many_runs || level_ == CheckLevel::Full) limits.astray = limits.runs;
  limits.moves = most_moves * limits.runs;
  limits.deadline = deadline_;
  Evaluated evaluated;
  for (auto& x : proofs::simulate(protocol_, limits).executions) {
    if (!evaluated.may_take(x.execution) || !why_give_up(deadline_).empty()) break;
    if (!proofs::complaints(protocol_, model_, x, enough_rounds).empty()) {
      ++checked_.refused;
      continue;
    }
    auto said = answers(protocol_, x);
    executions_.push_back({std::move(x), std::move(said)});
  }
  allowances_.assign(executions_.size(), Allowed::Unknown);
  return executions_;
}

void ProtocolChecks::tell(std::size_t execution, solver::Allowance const& allowance) {
  auto& known = allowances_.at(execution);
  if (allowance.kind == Allowed::No)
    complaints_.push_back(fmt::format("left out of the encoding: {}: {}", name_of(execution), allowance.why));
  if (allowance.kind == Allowed::Beyond) beyond_.push_back(execution);
  if (allowance.kind == Allowed::Yes || (allowance.kind == Allowed::Beyond && known == Allowed::Unknown))
    known = allowance.kind;
}

// The beginning of such an execution, up to where it wants one round more, is one of those that are cut;
// unless others can no longer go on from there.
void ProtocolChecks::answered(std::vector<ClaimVerdict> const& verdicts, unsigned rounds) {
  if (std::ranges::any_of(protocol_.program.threads, [](Thread const& t) { return assumes(t.body); })) return;
  for (auto const i : beyond_)
    for (std::size_t c = 0; c < verdicts.size(); ++c) {
      auto const& claim = protocol_.claims[c];
      if (!verdicts[c].is_final || verdicts[c].leaves_out_rounds || !is_claimed(claim, verdicts[c])) continue;
      if (proofs::answers(protocol_, executions_[i].execution, claim))
        complaints_.push_back(fmt::format("said not to want more than {} for {}: {}",
                                          count_of(rounds, "round"), claim.name, name_of(i)));
    }
}

// "execution 3 (seed 1) from full: CPU 0: a 3, b 2, a 1; CPU 1: c 4": who took so many steps, turn by turn.
std::string ProtocolChecks::name_of(std::size_t execution) const {
  auto const& x = executions_[execution].execution;
  auto const& start = protocol_.starts[x.start].name;
  auto out =
      fmt::format("execution {} (seed {}){}", execution + 1, seed, start.empty() ? "" : " from " + start);
  for (CpuId cpu = 0; cpu < x.turns.size(); ++cpu) {
    if (x.turns[cpu].empty()) continue;
    out += fmt::format("; CPU {}:", cpu);
    for (auto const& turn : x.turns[cpu])
      out += fmt::format(" {} {}", protocol_.contexts[x.runs[turn.run].context].name, turn.steps);
  }
  return out;
}

bool ProtocolChecks::shows(ProtocolExecution const& x, Claim const& claim) const {
  if (claim.kind != Claim::Kind::NoRaces)
    return proofs::answers(protocol_, x, claim) == answer_that_shows(claim);
  return proofs::speaks_of(claim, protocol_, x) && !proofs::races(model_, x.execution).empty();
}

void ProtocolChecks::compare_executions(std::vector<ClaimVerdict> const& verdicts) {
  for (std::size_t i = 0; i < executions_.size(); ++i)
    for (std::size_t c = 0; c < verdicts.size(); ++c) {
      auto const& claim = protocol_.claims[c];
      bool const is_within = verdicts[c].kind == Kind::HoldsWithin && allowances_[i] == Allowed::Yes &&
                             !has_loop(claim.probe.body);
      if (!is_claimed(claim, verdicts[c]) && !is_within) continue;
      if (shows(executions_[i].execution, claim))
        complaints_.push_back(fmt::format("{} {}", name_of(i), shown(claim) + (" " + claim.name)));
    }
}

void ProtocolChecks::compare_states(std::vector<ClaimVerdict> const& verdicts) {
  Protocol asked = protocol_;
  asked.claims.clear();
  for (std::size_t c = 0; c < verdicts.size(); ++c)
    if (is_claimed(protocol_.claims[c], verdicts[c])) asked.claims.push_back(protocol_.claims[c]);
  if (asked.claims.empty()) return;
  ExploreLimits limits;
  limits.states = most_states;
  limits.counted = std::numeric_limits<unsigned>::max(); // a claim may ask for any number
  limits.deadline = deadline_;
  auto const found = explore_all(asked, limits);
  for (auto const& result : found.claims) {
    auto const& claim = asked.claims[result.claim];
    auto const opposite =
        claim.kind == Claim::Kind::Cover ? ClaimResult::Answer::Holds : ClaimResult::Answer::Violated;
    if (result.answer == opposite)
      complaints_.push_back(fmt::format("a sequentially consistent state from start {} {} {}",
                                        asked.starts[result.start].name, shown(claim), claim.name));
  }
  if (found.is_whole) checked_.states = found.states;
}

std::vector<std::string> ProtocolChecks::complaints(std::vector<ClaimVerdict> const& verdicts) {
  compare_executions(verdicts);
  // Under a model of the user's own, not every state need be one.
  bool const allows_all =
      !executions_.empty() && std::ranges::find(allowances_, Allowed::Yes) != allowances_.end();
  if (level_ == CheckLevel::Full && allows_all) compare_states(verdicts);
  checked_.executions = static_cast<std::size_t>(std::ranges::count(allowances_, Allowed::Yes));
  checked_.weak = 0;
  for (std::size_t i = 0; i < executions_.size(); ++i)
    if (allowances_[i] == Allowed::Yes && !is_sequentially_consistent(executions_[i].execution.execution))
      ++checked_.weak;
  checked_.longer = static_cast<std::size_t>(std::ranges::count(allowances_, Allowed::Beyond));
  return first_of(complaints_);
}

} // namespace barrister::cli
