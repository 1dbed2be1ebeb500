// SPDX-License-Identifier: BSD-2-Clause
// Which edges can, and which must, exist. For every consistent execution x and every node r of the model:
//   must(r) between executed events ⊆ r(x) ⊆ may(r).
// Difference and complement are antitone: they exchange the roles of may and must.
#pragma once
#include "solver/enumerate/candidate.hpp"
#include "solver/model/prepared.hpp"
#include <variant>

namespace barrister::solver {

using SetOrRelation = std::variant<EventSet, Relation>;
struct Bounds {
  SetOrRelation may, must;
};

// What is known of each event of a graph before any execution is chosen.
struct EventFacts {
  bool executed = true;                        // in some execution
  std::vector<CellId> cells;                   // it may access, ascending; empty for most fences
  std::vector<TagSet> tags;                    // it may have: one entry, unless a trylock or the like
  std::vector<std::pair<CellId, Value>> facts; // of an access: what it may read or write where, ascending
  bool any_value = false;                      // besides, whatever there is
};
struct Candidates {
  std::vector<EventFacts> events;
  Relation rf, co;        // that some candidate has
  bool coherent = false;  // what no coherent execution has is left out
  Relation may_precede{}; // of a protocol: in program order, an event of another run; else of no events
};

// `needed`: the nodes to bound; the others get empty bounds.
std::vector<Bounds> compute_bounds(EventGraph const&, MemoryModel const&, Candidates const&,
                                   std::vector<bool> const& needed);
std::vector<Bounds> compute_bounds(EventGraph const&, OrderedModel const&, Candidates const&,
                                   std::vector<bool> const& needed);

// Can this check fail at all (an axiom, a requirement), or succeed at all (a flag)?
bool can_matter(Check const&, Bounds const&);

} // namespace barrister::solver
