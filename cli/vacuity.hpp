// SPDX-License-Identifier: BSD-2-Clause
// Starts and claims of which nothing can be said, because there is no execution: in words, and as an exit.
#pragma once
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

// "from second, no execution passes line 12: assume(r == 1);", one of each kind among the claims.
std::vector<std::string> vacuities(ProtocolAnswer const&);
std::string why_vacuous(Protocol const&, ClaimAnswer const&, std::string const& file);

// Of what no claim says: a start is empty, and each claim that speaks of it is violated, or a cover.
bool is_vacuous_unsaid(ProtocolAnswer const&);
// The worst of its claims', and of that.
Exit exit_of(ProtocolAnswer const&);

} // namespace barrister::cli
