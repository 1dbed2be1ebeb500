// SPDX-License-Identifier: BSD-2-Clause
// Whether what holds of as many acts as are declared holds of any number.
#pragma once
#include "solver/protocol/decide.hpp"

namespace barrister::solver {

// Of a claim that holds where agents may act any number of times: says how it was shown for all numbers; or
// makes it hold for so many acts, with the reason why no more is known.
void show_for_any_number(Protocol const&, std::size_t claim, MemoryModel const&, ProtocolOptions const&,
                         LemmaStore&, ClaimVerdict&);

} // namespace barrister::solver
