// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/graph.hpp"

namespace barrister::sc {
namespace {

StateId find_or_add(Graph& graph, State s) {
  auto const fresh = static_cast<StateId>(graph.states.size());
  auto const [found, is_new] = graph.known.try_emplace(std::move(s), fresh);
  if (is_new) {
    graph.states.push_back(&found->first);
    graph.edges.emplace_back();
    if (graph.fault.empty()) graph.fault = found->first.fault;
  }
  return found->second;
}

} // namespace

Graph reach(World const& world, Start const& start, std::size_t most_states, Deadline const& deadline) {
  Graph graph;
  for (auto& s : initial_states(world, start)) find_or_add(graph, std::move(s));
  for (StateId id = 0; id < graph.states.size() && graph.fault.empty(); ++id) {
    if (graph.states.size() > most_states || !why_give_up(deadline).empty()) {
      graph.is_whole = false;
      break;
    }
    for (auto& [move, state] : next_states(world, *graph.states[id])) {
      auto const target = find_or_add(graph, std::move(state));
      graph.edges[id].push_back({move, target});
    }
  }
  return graph;
}

} // namespace barrister::sc
