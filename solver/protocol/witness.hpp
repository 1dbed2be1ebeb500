// SPDX-License-Identifier: BSD-2-Clause
// What the constraint solver has found, in the words of the protocol.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

ProtocolExecution make_witness(Protocol const&, Search const&, Concrete const&);

} // namespace barrister::solver
