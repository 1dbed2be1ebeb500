// SPDX-License-Identifier: BSD-2-Clause
// What says of an execution that it is this one and no other.
#pragma once
#include "solver/protocol/concrete.hpp"
#include <set>

namespace barrister::solver {

std::set<Literal> whole(ProtocolEncoding const&, Concrete const&);

} // namespace barrister::solver
