// SPDX-License-Identifier: BSD-2-Clause
// Ghosts are for properties: without them, code does the same.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/protocol.hpp"

namespace barrister::frontend::protocol {

// `spans` are those of the thread's instructions.
void check_ghosts(Thread const&, std::vector<OwnedVariable> const&, std::vector<Span> const& spans,
                  Source const&, Diagnostics&);

} // namespace barrister::frontend::protocol
