// SPDX-License-Identifier: BSD-2-Clause
// What the acts of some agents write that others may read, however many of them there are: the least family
// of values that is closed under one act more.
#pragma once
#include "solver/deletion/agents.hpp"
#include "solver/graph/event_graph.hpp"
#include "solver/protocol/graph.hpp"
#include "solver/values/domains.hpp"
#include "spec/patience.hpp"
#include <map>

namespace barrister::solver {

// What acts read and write: a cell, by its address, or an owned variable, whoever owns it.
using Shared = std::variant<Value, OwnedId>;

struct Written {
  Value value;
  TagSet tags;
  friend bool operator==(Written const&, Written const&) = default;
};

struct Effects {
  std::map<Shared, std::vector<Written>> writes; // an owned variable's have no tags
  std::map<Shared, Agents> writers;
  std::set<Shared> exchanged; // by a read-modify-write
};

// A protocol in which there stands, for each cell and each owned variable that acts write, an act that writes
// it once, any of these values: those stand behind all contexts.
Protocol with_one_phantom_each(Protocol const&, Effects const&);

struct ClosedEffects {
  Effects effects;
  Protocol world;              // with one phantom for each,
  ContextId first_phantom = 0; // from this context on
  ProtocolGraph graph;
  Domains domains;
  std::string refused; // why there are none; or empty
};
ClosedEffects closed_effects(Protocol const&, Agents const&, unsigned rounds, bool is_coherent, Deadline);

} // namespace barrister::solver
