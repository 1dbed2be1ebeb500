// SPDX-License-Identifier: BSD-2-Clause
// Sets whose elements are not events: what `map` makes, what `cross` puts together, what `with … from`
// chooses from. Which elements they have differs between executions, so a family says how they are made.
// Where that takes "any event of S", a placeholder stands for the event: a base set (for an event, as {e}, or
// for a class of events) or a base relation (for a pair, as {p}) that no execution has.
#pragma once
#include "frontend/cat/environment.hpp"

namespace barrister::frontend::cat {

// An event or pair of a set or relation that is known to the model only as a whole.
struct Element {
  NodeId placeholder = 0;
};

struct Family {
  enum class Kind : std::uint8_t {
    Edges,          // each edge of relation a, as a relation
    Orders,         // each strict total order of set a that contains relation b
    Classes,        // each set of events of set a that access one location
    ForEachEvent,   // for each event of set a, written `placeholder`: `body`
    ForEachClass,   // for each class of set a, written `placeholder`: `body`
    EdgeSelections, // each relation that has one edge of relation b to (or from) each event of set a
    OrderSelections // each union of one order of each class of equivalence a that contains relation b
  } kind = Kind::Edges;
  NodeId a = 0, b = 0;
  NodeId placeholder = 0;
  Value body;
  bool to = true; // of EdgeSelections
};

} // namespace barrister::frontend::cat
