// SPDX-License-Identifier: BSD-2-Clause
// All states that can be reached, breadth first.
#pragma once
#include "proofs/sc/turns.hpp"
#include "spec/patience.hpp"
#include <unordered_map>

namespace barrister::sc {

using StateId = std::uint32_t;

struct Graph {
  struct Edge {
    Move move;
    StateId target;
  };
  std::unordered_map<State, StateId, HashOfState> known;
  std::vector<State const*> states;     // each is a key of `known`
  std::vector<std::vector<Edge>> edges; // by the state they start at
  bool is_whole = true;                 // there are not more states than were asked for, and there was time
  std::string fault;                    // of a state that has one
};

// Stops at a fault.
Graph reach(World const&, Start const&, std::size_t most_states, Deadline const& = {});

} // namespace barrister::sc
