// SPDX-License-Identifier: BSD-2-Clause
// Handlers that CPUs raise on each other, so that what one of them does may be what raises it; and readers that may
// stay open.
#pragma once
#include "tests/support/protocol_things.hpp"

namespace barrister::protocol_parts {

// Two handlers, of which the second may raise the first. They may choose, and assume,
// before they do anything, and may wait.
std::vector<ContextId> make_rings(Chance&, Things const&, Builder&);
// Somewhere in the code: one of them is raised, perhaps only where some word is set.
void add_raise(Chance&, Things const&, std::vector<ContextId> const& handlers, Block& code);

void add_reader(Chance&, Things const&, Block& code);
void add_grace_period(Chance&, Block& code);

} // namespace barrister::protocol_parts
