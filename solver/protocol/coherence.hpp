// SPDX-License-Identifier: BSD-2-Clause
// What most models have of each location, as constraints from the start: program order, co and rf agree.
// Models of which is_coherent() is true; the rest is learned (axioms.hpp).
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

void require_coherence(Gates&, ProtocolEncoding const&, Candidates const&);

} // namespace barrister::solver
