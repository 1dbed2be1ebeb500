// SPDX-License-Identifier: BSD-2-Clause
// What has no meaning, in an execution that was found last.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

// Some run stops at a fault in it. `unroll`: rounds of a loop that were asked for.
ProtocolFault fault_in(Search const&, Protocol const&, Concrete const&, unsigned unroll);

// A value without a meaning, where no run stops for that: where it is, in words.
std::string place_without_meaning(Search const&, Protocol const&);

} // namespace barrister::solver
