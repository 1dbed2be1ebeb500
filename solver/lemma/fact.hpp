// SPDX-License-Identifier: BSD-2-Clause
// What is said of events of a protocol's graph, and what relations of the model follow from.
#pragma once
#include "solver/graph/event_graph.hpp"
#include "spec/lemma.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

struct Fact {
  using Kind = LemmaFact::Kind;
  Kind kind;
  EventId a = 0, b = 0;
  NodeId node = 0; // of Tagged and NotTagged: the base set
  auto operator<=>(Fact const&) const = default;
};

} // namespace barrister::solver
