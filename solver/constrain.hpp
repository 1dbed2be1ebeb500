// SPDX-License-Identifier: BSD-2-Clause
// Answers by constraints: is there a consistent execution that satisfies the proposition, is there one that
// falsifies it; and all of them, one after another, each excluded once seen.
#pragma once
#include "solver/enumerate.hpp"

namespace barrister::solver {

// Fills in what `enumerate` fills in. After `most` executions it stops, capped: the two questions are
// answered all the same, so `satisfying` and `falsifying` can be trusted. `bound_reached`: a loop may want
// more rounds than were unrolled; whether it can under the model is not asked.
LitmusResult constrain(LitmusTest const&, MemoryModel const&, EventGraph const&, Budget const&,
                       std::uint64_t most);

// Whether some consistent execution may have values that justify themselves (circles.hpp). Nothing where that is not
// known.
std::optional<bool> may_have_thin_air(EventGraph const&, MemoryModel const&, Budget const&);

} // namespace barrister::solver
