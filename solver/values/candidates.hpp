// SPDX-License-Identifier: BSD-2-Clause
// What can happen at each event, and between events, as far as single threads tell.
#pragma once
#include "solver/enumerate/traces.hpp"
#include "solver/model/bounds.hpp"
#include "solver/values/domains.hpp"

namespace barrister::solver {

// `coherent`: leave out edges that no execution with `acyclic po-loc | rf | co | fr` has.
Candidates make_candidates(EventGraph const&, Traces const&, bool coherent);
Candidates make_candidates(EventGraph const&, Domains const&, bool coherent);

// In what executions of this graph differ.
Variation variation_of(EventGraph const&, Candidates const&);

} // namespace barrister::solver
