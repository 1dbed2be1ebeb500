// SPDX-License-Identifier: BSD-2-Clause
#include "cli/checks.hpp"
#include "cli/wording.hpp"
#include "proofs/replay.hpp"
#include "proofs/sc/explore.hpp"
#include "proofs/sc/simulate.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Kind = ClaimVerdict::Kind;
using Allowed = solver::Allowance::Kind;

constexpr std::uint64_t seed = 1;
// Executions to look for: fewer in larger encodings, where each takes longer.
constexpr std::size_t fewest = 10, most_fast = 100, most_full = 400;
constexpr std::size_t events_for_most = 400;
constexpr std::size_t most_states = 10'000; // of one start
constexpr unsigned enough_rounds = 1'000'000;

bool asks(Claim const& claim) {
  return claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Finally || claim.kind == Claim::Kind::Cover;
}
// That no execution shows it.
bool is_claimed(Claim const& claim, ClaimVerdict const& v) {
  return v.kind == (claim.kind == Claim::Kind::Cover ? Kind::Violated : Kind::Holds);
}
bool answer_that_shows(Claim const& claim) {
  return claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Cover;
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

std::string Checked::in_words() const {
  std::string out;
  if (executions > 0)
    out = fmt::format("{} {} of the encoding", count_of(executions, "sequentially consistent execution"),
                      executions == 1 ? "is one" : "are executions");
  if (states > 0) out += fmt::format("{}all {} compared", out.empty() ? "" : "; ", count_of(states, "such state"));
  return out;
}

Checks::Checks(Protocol const& protocol, MemoryModel const& model, CheckLevel level)
    : protocol_(protocol), model_(model), level_(level) {}

std::optional<solver::KnownExecutions> Checks::known() {
  if (level_ == CheckLevel::None) return std::nullopt;
  return solver::KnownExecutions{
      [this](std::size_t events) -> auto const& { return find(events); },
      [this](std::size_t execution, solver::Allowance const& allowance) { tell(execution, allowance); }};
}

// Those that the model allows, evaluated the plain way: one of a user's own need not allow them all.
std::vector<solver::KnownExecution> const& Checks::find(std::size_t events) {
  if (std::exchange(is_simulated_, true)) return executions_;
  auto const most = level_ == CheckLevel::Full ? most_full : most_fast;
  proofs::SimulationLimits limits;
  limits.seed = seed;
  limits.runs = std::clamp(most * events_for_most / std::max<std::size_t>(events, 1), fewest, most);
  limits.moves = 200 * limits.runs;
  for (auto& x : proofs::simulate(protocol_, limits).executions) {
    if (!proofs::complaints(protocol_, model_, x, enough_rounds).empty()) continue;
    auto said = answers(protocol_, x);
    executions_.push_back({std::move(x), std::move(said)});
  }
  allowances_.assign(executions_.size(), Allowed::Unknown);
  return executions_;
}

void Checks::tell(std::size_t execution, solver::Allowance const& allowance) {
  auto& known = allowances_.at(execution);
  if (allowance.kind == Allowed::No)
    complaints_.push_back(fmt::format("left out of the encoding: {}: {}", name_of(execution), allowance.why));
  if (allowance.kind == Allowed::Yes || (allowance.kind == Allowed::Beyond && known == Allowed::Unknown))
    known = allowance.kind;
}

// "execution 3 (seed 1) from full: CPU 0: a 3, b 2, a 1; CPU 1: c 4": who took so many steps, turn by turn.
std::string Checks::name_of(std::size_t execution) const {
  auto const& x = executions_[execution].execution;
  auto const& start = protocol_.starts[x.start].name;
  auto out = fmt::format("execution {} (seed {}){}", execution + 1, seed, start.empty() ? "" : " from " + start);
  for (CpuId cpu = 0; cpu < x.turns.size(); ++cpu) {
    if (x.turns[cpu].empty()) continue;
    out += fmt::format("; CPU {}:", cpu);
    for (auto const& turn : x.turns[cpu])
      out += fmt::format(" {} {}", protocol_.contexts[x.runs[turn.run].context].name, turn.steps);
  }
  return out;
}

void Checks::compare_executions(std::vector<ClaimVerdict> const& verdicts) {
  for (std::size_t i = 0; i < executions_.size(); ++i)
    for (std::size_t c = 0; c < verdicts.size(); ++c) {
      auto const& claim = protocol_.claims[c];
      bool const is_within = verdicts[c].kind == Kind::HoldsWithin && allowances_[i] == Allowed::Yes;
      if (!is_claimed(claim, verdicts[c]) && !is_within) continue;
      if (proofs::answers(protocol_, executions_[i].execution, claim) == answer_that_shows(claim))
        complaints_.push_back(fmt::format("{} {}", name_of(i), shown(claim) + (" " + claim.name)));
    }
}

void Checks::compare_states(std::vector<ClaimVerdict> const& verdicts) {
  Protocol asked = protocol_;
  asked.claims.clear();
  for (std::size_t c = 0; c < verdicts.size(); ++c)
    if (is_claimed(protocol_.claims[c], verdicts[c])) asked.claims.push_back(protocol_.claims[c]);
  if (asked.claims.empty()) return;
  ExploreLimits limits;
  limits.states = most_states;
  auto const found = explore_all(asked, limits);
  for (auto const& result : found.claims) {
    auto const& claim = asked.claims[result.claim];
    auto const opposite = claim.kind == Claim::Kind::Cover ? ClaimResult::Answer::Holds : ClaimResult::Answer::Violated;
    if (result.answer == opposite)
      complaints_.push_back(fmt::format("a sequentially consistent state from start {} {} {}",
                                        asked.starts[result.start].name, shown(claim), claim.name));
  }
  if (found.is_whole) checked_.states = found.states;
}

std::vector<std::string> Checks::complaints(std::vector<ClaimVerdict> const& verdicts) {
  compare_executions(verdicts);
  // Under a model of the user's own, not every state need be one.
  bool const allows_all = !executions_.empty() && std::ranges::find(allowances_, Allowed::Yes) != allowances_.end();
  if (level_ == CheckLevel::Full && allows_all) compare_states(verdicts);
  checked_.executions = static_cast<std::size_t>(std::ranges::count(allowances_, Allowed::Yes));
  checked_.longer = static_cast<std::size_t>(std::ranges::count(allowances_, Allowed::Beyond));
  return complaints_;
}

} // namespace barrister::cli
