// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/explore.hpp"
#include "proofs/sc/fairness.hpp"
#include "spec/probe.hpp"
#include <algorithm>
#include <map>

namespace barrister {
namespace {

using Answer = ClaimResult::Answer;

EndState projection(sc::World const& world, sc::State const& s, bool is_stuck) {
  auto const& protocol = world.protocol;
  EndState out{s.cells, {}, s.counts, std::vector<bool>(protocol.contexts.size(), true), is_stuck};
  for (OwnedId v = 0; v < protocol.owned.size(); ++v) {
    auto const begin = world.first_owned[v];
    auto const end = v + 1 < protocol.owned.size() ? world.first_owned[v + 1] : s.owned.size();
    out.owned.emplace_back(s.owned.begin() + static_cast<std::ptrdiff_t>(begin),
                           s.owned.begin() + static_cast<std::ptrdiff_t>(end));
  }
  for (auto const& run : s.tasks)
    if (!run.has_ended()) out.has_ended[run.context] = false;
  for (auto const& cpu : s.cpus)
    for (auto const& run : cpu.stack) out.has_ended[run.context] = false;
  return out;
}

EndStates collect(sc::World const& world, sc::Graph const& graph) {
  EndStates out;
  for (auto const* s : graph.states) {
    auto const progress = sc::progress(world, *s);
    if (progress == sc::Progress::Complete || progress == sc::Progress::Stuck)
      out.states.push_back(projection(world, *s, progress == sc::Progress::Stuck));
    if (progress == sc::Progress::Unfinished) ++out.unfinished;
  }
  std::ranges::sort(out.states);
  out.states.erase(std::unique(out.states.begin(), out.states.end()), out.states.end());
  out.explored = graph.states.size();
  out.is_whole = graph.is_whole;
  out.fault = graph.fault;
  return out;
}

// One start, with those agents that act.
class Exploration {
public:
  Exploration(Protocol const& protocol, std::uint32_t start, std::vector<std::string> const& without,
              std::vector<std::string> const& any_times, ExploreLimits limits)
      : world_(protocol, without, any_times, limits.counted),
        graph_(reach(world_, protocol.starts[start], limits.states, limits.deadline)),
        ends_(collect(world_, graph_)) {}

  ClaimResult judge(Claim const& claim) const {
    ClaimResult out;
    out.is_empty = ends_.states.empty();
    if (!ends_.fault.empty()) {
      out.answer = Answer::Fault;
      out.why = ends_.fault;
      return out;
    }
    switch (claim.kind) {
    case Claim::Kind::Never:
      out.answer = some(claim.probe, true) || (claim.speaks_of_all && some_on_the_way(claim.probe))
                       ? Answer::Violated
                       : otherwise(Answer::Holds);
      break;
    case Claim::Kind::Finally:
      out.answer = some(claim.probe, false) ? Answer::Violated : otherwise(Answer::Holds);
      break;
    case Claim::Kind::Cover:
      out.answer = some(claim.probe, true) ? Answer::Holds : otherwise(Answer::Violated);
      break;
    case Claim::Kind::NoDeadlock:
      out.by_deadlock = std::ranges::any_of(ends_.states, &EndState::is_stuck);
      out.answer = out.by_deadlock ? Answer::Violated : otherwise(Answer::Holds);
      break;
    case Claim::Kind::NoRaces: out.why = "states know of no races"; break;
    case Claim::Kind::Terminates:
      out.by_deadlock =
          std::ranges::any_of(ends_.states, [&](EndState const& s) { return !s.has_ended[claim.context]; });
      out.by_livelock = never_ends(claim.context);
      out.answer = out.by_deadlock || out.by_livelock ? Answer::Violated : otherwise(Answer::Holds);
      break;
    }
    if (out.answer == Answer::Unknown) out.why = "more than the most states";
    return out;
  }

  std::size_t states() const { return ends_.explored; }
  bool is_whole() const { return ends_.is_whole && ends_.fault.empty(); }

private:
  Answer otherwise(Answer answer) const { return ends_.is_whole ? answer : Answer::Unknown; }

  bool some(Probe const& probe, bool answer) const {
    return std::ranges::any_of(ends_.states,
                               [&](EndState const& s) { return says_yes(probe, probed(s)) == answer; });
  }
  bool some_on_the_way(Probe const& probe) const {
    auto const is_of_some = of_some_execution();
    for (sc::StateId s = 0; s < graph_.states.size(); ++s)
      if (is_of_some[s] && says_yes(probe, probed(projection(world_, *graph_.states[s], false)))) return true;
    return false;
  }
  // States from which some way leads to an end, or goes on for ever and is fair but for tasks that are put
  // aside. The others lead to where an Assume fails.
  std::vector<bool> of_some_execution() const {
    auto const size = graph_.states.size();
    if (!graph_.is_whole) return std::vector<bool>(size, true);
    std::vector<std::vector<sc::StateId>> before(size);
    std::vector<sc::StateId> open;
    for (sc::StateId s = 0; s < size; ++s) {
      if (sc::progress(world_, *graph_.states[s]) != sc::Progress::GoesOn) open.push_back(s);
      for (auto const& edge : graph_.edges[s]) before[edge.target].push_back(s);
    }
    for (auto const& states : sc::go_on_for_ever(
             world_, graph_, [](sc::State const&) { return true; }, sc::Scheduler::MayPutAside))
      open.push_back(states.front());
    std::vector<bool> out(size);
    while (!open.empty()) {
      auto const s = open.back();
      open.pop_back();
      if (out[s]) continue;
      out[s] = true;
      std::ranges::copy(before[s], std::back_inserter(open));
    }
    return out;
  }
  ProbedState probed(EndState const& s) const {
    return {[&](Value address) -> std::optional<Value> {
              auto const& objects = world_.protocol.program.objects;
              auto const cell = static_cast<std::size_t>(address.number);
              if (address.number < 0 || cell >= objects[address.object].initial.size()) return std::nullopt;
              return s.cells[world_.first_cell[address.object] + cell];
            },
            [&s](OwnedId variable, std::uint32_t owner) -> std::optional<Value> {
              if (owner >= s.owned[variable].size()) return std::nullopt;
              return s.owned[variable][owner];
            },
            [&s](AccumulatorId a) -> std::optional<Value> { return number(s.counts[a]); }};
  }

  // Some fair infinite execution goes on without the end of a run of the context.
  bool never_ends(ContextId context) const {
    if (world_.protocol.contexts[context].kind == Context::Kind::Task)
      return goes_on_for_ever(world_, graph_, [&](sc::State const& s) {
        return std::ranges::any_of(
            s.tasks, [&](sc::Run const& run) { return run.context == context && !run.has_ended(); });
      });
    std::size_t deepest = 0;
    for (auto const* s : graph_.states)
      for (auto const& cpu : s->cpus) deepest = std::max(deepest, cpu.stack.size());
    for (CpuId cpu = 0; cpu < world_.protocol.cpus; ++cpu)
      for (std::size_t depth = 0; depth < deepest; ++depth)
        if (goes_on_for_ever(world_, graph_, [&](sc::State const& s) {
              auto const& stack = s.cpus[cpu].stack;
              return depth < stack.size() && stack[depth].context == context;
            }))
          return true;
    return false;
  }

  sc::World world_;
  sc::Graph graph_;
  EndStates ends_;
};

} // namespace

std::vector<ClaimResult> explore(Protocol const& protocol, ExploreLimits limits) {
  return explore_all(protocol, limits).claims;
}

// One world after the other: its states are many.
Explored explore_all(Protocol const& protocol, ExploreLimits limits) {
  Explored out;
  using Agents = std::vector<std::string>;
  std::map<std::tuple<std::uint32_t, Agents, Agents>, std::vector<std::size_t>>
      worlds; // what is asked in each
  for (std::uint32_t claim = 0; claim < protocol.claims.size(); ++claim)
    for (std::uint32_t start = 0; start < protocol.starts.size(); ++start) {
      auto const& [from, without, any_times] = std::tie(
          protocol.claims[claim].from, protocol.claims[claim].without, protocol.claims[claim].any_times);
      if (!from.empty() && std::ranges::count(from, start) == 0) continue;
      worlds[{start, without, any_times}].push_back(out.claims.size());
      auto& result = out.claims.emplace_back();
      result.start = start;
      result.claim = claim;
    }
  for (auto const& [world, asked] : worlds) {
    auto const& [start, without, any_times] = world;
    Exploration const exploration(protocol, start, without, any_times, limits);
    for (auto const i : asked) {
      auto& result = out.claims[i];
      auto const claim = result.claim;
      result = exploration.judge(protocol.claims[claim]);
      result.start = start;
      result.claim = claim;
    }
    out.states += exploration.states();
    out.is_whole = out.is_whole && exploration.is_whole();
  }
  return out;
}

EndStates end_states(Protocol const& protocol, std::uint32_t start, std::vector<std::string> without,
                     ExploreLimits limits) {
  sc::World const world(protocol, std::move(without), {}, limits.counted);
  return collect(world, reach(world, protocol.starts[start], limits.states, limits.deadline));
}

} // namespace barrister
