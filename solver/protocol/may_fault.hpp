// SPDX-License-Identifier: BSD-2-Clause
// Statements of a protocol at which a run may have to stop, as far as domains tell.
#pragma once
#include "solver/protocol/graph.hpp"
#include "solver/values/domains.hpp"

namespace barrister::solver {

Statements may_fault(Protocol const&, ProtocolGraph const&, Domains const&);

} // namespace barrister::solver
