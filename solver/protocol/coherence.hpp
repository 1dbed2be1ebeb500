// SPDX-License-Identifier: BSD-2-Clause
// What most models have of each location, as constraints from the start: program order, co and rf agree.
// Models of which is_coherent() is true; the rest is learned (axioms.hpp).
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

void require_coherence(Gates&, ProtocolEncoding const&, Candidates const&);
// Of models of which is_atomic() is true.
void require_atomicity(Gates&, ProtocolEncoding const&);

} // namespace barrister::solver
