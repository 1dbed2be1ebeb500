// SPDX-License-Identifier: BSD-2-Clause
// What an expression says of any event (or pair) at once, from what it says of a placeholder for one.
#pragma once
#include "frontend/cat/graph.hpp"

namespace barrister::frontend::cat {

bool mentions(Graph const&, NodeId, NodeId placeholder);

// Is n({e}), whatever e, the part of n(S) whose edges end in e? (Or start in it.)
bool ends_in(Graph const&, NodeId, NodeId placeholder);
bool starts_in(Graph const&, NodeId, NodeId placeholder);

// Is the union of all n({e}), for e in S, what n(S) is?
bool is_additive(Graph const&, NodeId, NodeId placeholder);

// n with `by` in place of the placeholder.
NodeId substitute(Graph&, NodeId, NodeId placeholder, NodeId by);

} // namespace barrister::frontend::cat
