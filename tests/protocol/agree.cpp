// SPDX-License-Identifier: BSD-2-Clause
#include "tests/protocol/agree.hpp"
#include "proofs/lasso.hpp"
#include "proofs/lemma.hpp"
#include "proofs/replay.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <map>

namespace barrister {
namespace {

using Kind = ClaimVerdict::Kind;
using Answer = ClaimResult::Answer;

constexpr std::uint64_t most_steps = 2'000'000; // of the solver

char const* words(Kind kind) {
  switch (kind) {
  case Kind::Holds: return "holds";
  case Kind::HoldsWithin: return "holds within the bound";
  case Kind::Violated: return "violated";
  case Kind::Vacuous: return "vacuous";
  case Kind::Unknown: return "unknown";
  }
  return "";
}

bool has_act_in_cycle(Protocol const& protocol, Lasso const& lasso) {
  for (std::size_t r = 0; r < lasso.copy.size(); ++r)
    if (lasso.copy[r] != 0 && protocol.contexts[lasso.execution.runs[r].context].recurs) return true;
  return false;
}

bool some(std::vector<ClaimResult> const& results, Answer answer) {
  return std::ranges::find(results, answer, &ClaimResult::answer) != results.end();
}
// Some claim is of every start, and of all that the agents may do.
bool is_about_all(Protocol const& protocol) {
  return std::ranges::any_of(protocol.claims,
                             [](Claim const& c) { return c.from.empty() && c.without.empty(); });
}

// With few rounds first; what that rules out, and what is learned, the second time knows. As `check` does.
// `rounds`, by claim: those that its answer is of.
ProtocolResult in_two_goes(Protocol const& protocol, MemoryModel const& model,
                           solver::ProtocolOptions options, std::vector<unsigned>& rounds) {
  solver::LemmaStore store;
  auto few = options;
  few.unroll = options.unroll / 2;
  auto out = solver::verify(protocol, model, few, store);
  rounds.assign(protocol.claims.size(), few.unroll);
  if (!out.unknown.empty()) return out;
  options.ruled_out = few.unroll;
  for (std::size_t i = 0; i < protocol.claims.size(); ++i)
    if (out.claims[i].none_shows) options.claims.push_back(i);
  if (options.claims.empty()) return out;
  auto more = solver::verify(protocol, model, options, store);
  out.unknown = more.unknown;
  for (auto const i : options.claims) {
    out.claims[i] = std::move(more.claims.at(i));
    rounds[i] = options.unroll;
  }
  return out;
}

// From some start, by its name, that the claim speaks of, no execution ends.
bool has_empty_start(Protocol const& protocol, std::vector<ClaimResult> const& states, std::uint32_t claim) {
  std::map<std::string, bool> is_empty;
  for (auto const& r : states)
    if (r.claim == claim) {
      auto& all = is_empty.try_emplace(protocol.starts[r.start].name, true).first->second;
      all = all && r.is_empty;
    }
  return std::ranges::any_of(is_empty, [](auto const& start) { return start.second; });
}

} // namespace

Agreement compare(Protocol const& protocol, MemoryModel const& sc, unsigned unroll) {
  Agreement out;
  auto const states = explore(protocol);
  bool const have_fault = some(states, Answer::Fault);
  if (some(states, Answer::Unknown)) return out;
  solver::ProtocolOptions options;
  options.unroll = unroll;
  options.steps = most_steps;
  options.accepts = proofs::breaks;
  std::vector<unsigned> rounds;
  auto const engine = in_two_goes(protocol, sc, options, rounds);
  if (engine.unknown.starts_with("internal")) out.difference = engine.unknown;
  if (!engine.unknown.empty()) return out;
  out.is_compared = true;
  out.has_fault = engine.fault.has_value();
  if (engine.fault)
    for (auto const& complaint :
         proofs::complaints_as_faulty(protocol, sc, *engine.fault, engine.fault->unroll))
      out.difference += "fault: " + complaint + "\n";
  // Claims may be of fewer agents and starts; a fault is of all.
  if (have_fault && !engine.fault) out.difference += "engine no fault, states a fault\n";
  if (engine.fault && !have_fault && is_about_all(protocol))
    out.difference += "engine a fault, states none\n";
  if (engine.fault || have_fault) return out;
  for (std::uint32_t c = 0; c < protocol.claims.size(); ++c) {
    auto const& claim = protocol.claims[c];
    bool const is_cover = claim.kind == Claim::Kind::Cover;
    bool const violated =
        is_cover ? std::ranges::none_of(
                       states, [&](auto const& r) { return r.claim == c && r.answer == Answer::Holds; })
                 : std::ranges::any_of(
                       states, [&](auto const& r) { return r.claim == c && r.answer == Answer::Violated; });
    auto const& verdict = engine.claims[c];
    auto const world = world_of(protocol, claim);
    out.within += verdict.kind == Kind::HoldsWithin || verdict.kind == Kind::Unknown;
    out.kept_going += verdict.lasso && has_act_in_cycle(world, *verdict.lasso);
    auto const say = [&](std::string const& more) {
      out.difference += "claim " + std::to_string(c) + " " + claim.name + ": engine " + words(verdict.kind) +
                        " " + verdict.reason + ", states " + (violated ? "violated" : "holds") + more + "\n";
    };
    if (verdict.reason.starts_with("internal")) say("");
    if (verdict.kind == Kind::Holds && violated) say("");
    if (verdict.kind == Kind::Violated && !violated) say("");
    bool const is_empty = has_empty_start(protocol, states, c), is_vacuous = verdict.kind == Kind::Vacuous;
    out.vacuous += is_vacuous;
    if (is_vacuous && ((violated && verdict.is_final) || !is_empty)) say("; there are executions");
    if (verdict.kind == Kind::Holds && is_empty && !is_cover && !claim.speaks_of_all)
      say("; no execution ends");
    if (verdict.lasso)
      for (auto const& complaint : proofs::complaints(world, sc, *verdict.lasso, rounds[c]))
        say("; lasso: " + complaint);
    if (!verdict.execution) continue;
    for (auto const& complaint : proofs::complaints(world, sc, *verdict.execution, rounds[c]))
      say("; replay: " + complaint);
    bool const shows_yes = claim.kind == Claim::Kind::Never || is_cover;
    if (proofs::answers(world, *verdict.execution, claim) != shows_yes)
      say("; replay: it does not show that");
  }
  return out;
}

} // namespace barrister
