// SPDX-License-Identifier: BSD-2-Clause
// How many literals hold, as literals that can be assumed away.
#pragma once
#include "solver/encode/gates.hpp"

namespace barrister::solver {

// The k-th of these, from 0 on, holds where more than k do; up to so many, and not the other way round: so at
// most k hold where the k-th does not.
std::vector<Literal> more_than(Gates&, std::vector<Literal> const&, std::size_t most);

} // namespace barrister::solver
