// SPDX-License-Identifier: BSD-2-Clause
// Runs that may be exchanged for each other: then the same graph comes out, but for their names. So each
// execution has one like it in which they are in an order of our choice. (Symmetry breaking; J. Crawford and
// others, "Symmetry-Breaking Predicates for Search Problems", KR 1996.)
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

// Groups of two or more, ascending: tasks that count nothing and own nothing, where none of these terms, nor
// anything else in the graph, tells one from another.
std::vector<std::vector<RunId>> alike(Protocol const&, ProtocolGraph const&, std::vector<TermId> const& asked);

} // namespace barrister::solver
