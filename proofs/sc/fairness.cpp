// SPDX-License-Identifier: BSD-2-Clause
// What is visited for ever by an execution is a strongly connected set of states. A fair execution visits
// exactly this set for ever if every party to be treated fairly either moves in it or has no claim to. If
// one has, then those states of the set in which it could move can be visited only finitely often: without
// them, the set falls apart into smaller ones (Emerson and Lei's emptiness of Streett automata).
#include "proofs/sc/fairness.hpp"
#include "proofs/sc/run.hpp"
#include <algorithm>
#include <set>

namespace barrister::sc {
namespace {

using States = std::vector<StateId>;

// Tarjan's, without recursion: the strongly connected components that have an edge inside.
class Components {
public:
  Components(Graph const& graph, States const& among) : graph_(graph), of_(graph.states.size()) {
    for (auto s : among) of_[s].is_among = true;
    for (auto s : among)
      if (of_[s].index == 0) visit(s);
  }
  std::vector<States> found;

private:
  struct Node {
    bool is_among = false, is_open = false;
    std::size_t index = 0, low = 0, next_edge = 0;
  };

  void visit(StateId root) {
    std::vector<StateId> path;
    enter(root, path);
    while (!path.empty()) {
      auto const s = path.back();
      auto& node = of_[s];
      if (node.next_edge < graph_.edges[s].size()) {
        auto const t = graph_.edges[s][node.next_edge++].target;
        if (!of_[t].is_among) continue;
        if (of_[t].index == 0)
          enter(t, path);
        else if (of_[t].is_open)
          node.low = std::min(node.low, of_[t].index);
        continue;
      }
      path.pop_back();
      if (!path.empty()) of_[path.back()].low = std::min(of_[path.back()].low, node.low);
      if (node.low == node.index) close(s);
    }
  }
  void enter(StateId s, std::vector<StateId>& path) {
    of_[s].index = of_[s].low = ++entered_;
    of_[s].is_open = true;
    open_.push_back(s);
    path.push_back(s);
  }
  void close(StateId s) {
    States component;
    do {
      component.push_back(open_.back());
      of_[open_.back()].is_open = false;
      open_.pop_back();
    } while (component.back() != s);
    auto const leads_to_itself =
        std::ranges::any_of(graph_.edges[s], [s](auto const& edge) { return edge.target == s; });
    if (component.size() > 1 || leads_to_itself) found.push_back(std::move(component));
  }

  Graph const& graph_;
  std::vector<Node> of_; // by state
  std::vector<StateId> open_;
  std::size_t entered_ = 0;
};

// What the scheduler and the machine are fair to: a run, or an interrupt that is raised.
struct Party {
  RunName run;
  CpuId cpu = RunName::no_such_cpu;
  ContextId interrupt = 0;
  bool is_run() const { return cpu == RunName::no_such_cpu; }
  friend auto operator<=>(Party const&, Party const&) = default;
};
Party mover(Move const& move) {
  return move.kind == Move::Kind::Step ? Party{move.run} : Party{{}, move.cpu, move.context};
}
std::vector<Party> parties(State const& s) {
  std::vector<Party> out;
  for (std::size_t i = 0; i < s.tasks.size(); ++i)
    if (!s.tasks[i].has_ended()) out.push_back({task(i)});
  for (CpuId c = 0; c < s.cpus.size(); ++c) {
    for (std::size_t i = 0; i < s.cpus[c].stack.size(); ++i) out.push_back({RunName{c, i}});
    for (ContextId context = 0; context < s.cpus[c].raised.size(); ++context)
      if (s.cpus[c].raised[context] > 0) out.push_back({{}, c, context});
  }
  return out;
}

bool is_admitted(State const& s, Party const& p) {
  return p.is_run() ? has_turn(s, p.run) : admits_interrupts(s, p.cpu);
}
bool is_ready(World const& world, State const& s, Party const& p) {
  return p.is_run() ? !waits(world, s, p.run) : !declines(world, s, p.cpu, p.interrupt);
}
// Gets it even if others could have it first.
bool is_served_in_turn(State const& s, Party const& p) {
  if (!p.is_run()) return false;
  auto const& statement = next_step(run_of(s, p.run));
  auto const* rmw = std::get_if<Rmw>(&statement.node);
  return std::holds_alternative<Lock>(statement.node) || (rmw && rmw->until);
}

// A task that the scheduler never makes current again.
bool is_put_aside(World const& world, Graph const& graph, States const& states, Party const& p) {
  return p.is_run() && p.run.is_task() && std::ranges::none_of(states, [&](StateId s) {
           return is_current(world, *graph.states[s], run_of(*graph.states[s], p.run));
         });
}

// The party is in all of these states, and does not move. Where it could move is where it would have to.
States unfair_to(World const& world, Graph const& graph, States const& states, Party const& p,
                 Scheduler scheduler) {
  States ready;
  std::ranges::copy_if(states, std::back_inserter(ready),
                       [&](StateId s) { return is_ready(world, *graph.states[s], p); });
  if (is_put_aside(world, graph, states, p))
    std::erase_if(ready, [&](StateId s) {
      return scheduler == Scheduler::MayPutAside ||
             !is_owed_a_turn(world, *graph.states[s], run_of(*graph.states[s], p.run));
    });
  else if (!is_served_in_turn(*graph.states[states.front()], p) && ready.size() < states.size())
    return {};
  std::erase_if(ready, [&](StateId s) { return !is_admitted(*graph.states[s], p); });
  return ready;
}

bool is_fair_within(World const& world, Graph const& graph, States states, Scheduler scheduler) {
  std::ranges::sort(states);
  std::set<Party> moving;
  for (auto s : states)
    for (auto const& [move, target] : graph.edges[s])
      if (std::ranges::binary_search(states, target)) moving.insert(mover(move));
  for (auto const& p : parties(*graph.states[states.front()])) {
    if (moving.contains(p)) continue;
    auto const unfair = unfair_to(world, graph, states, p, scheduler);
    if (unfair.empty()) continue;
    States rest;
    std::ranges::set_difference(states, unfair, std::back_inserter(rest));
    return std::ranges::any_of(Components(graph, rest).found, [&](States const& component) {
      return is_fair_within(world, graph, component, scheduler);
    });
  }
  return true;
}

} // namespace

std::vector<States> go_on_for_ever(World const& world, Graph const& graph,
                                   std::function<bool(State const&)> const& kind, Scheduler scheduler) {
  States among;
  for (StateId s = 0; s < graph.states.size(); ++s)
    if (kind(*graph.states[s])) among.push_back(s);
  auto out = Components(graph, among).found;
  std::erase_if(out,
                [&](States const& component) { return !is_fair_within(world, graph, component, scheduler); });
  return out;
}
bool goes_on_for_ever(World const& world, Graph const& graph, std::function<bool(State const&)> const& kind) {
  return !go_on_for_ever(world, graph, kind).empty();
}

} // namespace barrister::sc
