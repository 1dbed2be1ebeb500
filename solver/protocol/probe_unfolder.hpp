// SPDX-License-Identifier: BSD-2-Clause
// A probe as a term over final values.
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

// `counts`, by accumulator: the final values.
TermId unfold_probe(GraphBuilder&, Protocol const&, ProtocolGraph const&, std::vector<TermId> const& counts,
                    Probe const&);

} // namespace barrister::solver
