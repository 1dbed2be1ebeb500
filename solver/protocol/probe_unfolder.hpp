// SPDX-License-Identifier: BSD-2-Clause
// Questions about final values, as terms.
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

// `counts`, by accumulator: the final values.
TermId unfold_probe(GraphBuilder&, Protocol const&, ProtocolGraph const&, std::vector<TermId> const& counts,
                    Probe const&);
// Would this interrupt run, if it could be taken in the end? Its code up to the first step that makes an
// event assumes nothing that is false, and does not wait.
TermId unfold_takeable(GraphBuilder&, Protocol const&, ProtocolGraph const&, RunId);

} // namespace barrister::solver
