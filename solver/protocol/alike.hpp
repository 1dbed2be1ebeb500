// SPDX-License-Identifier: BSD-2-Clause
// Runs that may be exchanged for each other: then the same graph comes out, but for their names. So each
// execution has one like it in which they are in an order of our choice. (Symmetry breaking; J. Crawford and
// others, "Symmetry-Breaking Predicates for Search Problems", KR 1996.)
#pragma once
#include "solver/protocol/graph.hpp"
#include <functional>

namespace barrister::solver {

// What becomes of each term that a question speaks of when two runs are exchanged; nothing where it becomes
// another question.
using Asked = std::function<std::optional<std::vector<std::pair<TermId, TermId>>>(RunId, RunId)>;
Asked asked_of(std::vector<TermId> const&); // which stay what they are

// Groups of two or more, ascending: tasks that count nothing and own nothing of a CPU, where neither the question
// nor anything else in the graph tells one from another.
std::vector<std::vector<RunId>> alike(Protocol const&, ProtocolGraph const&, Asked const&);

} // namespace barrister::solver
