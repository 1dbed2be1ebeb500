// SPDX-License-Identifier: BSD-2-Clause
// Whose acts switch tasks.
#pragma once
#include "spec/protocol.hpp"

namespace barrister {

bool stores(Block const&, OwnedId); // some statement in it, at any depth, does

// Of each agent whose code writes `Protocol::current`, the first act: the others are like it.
std::vector<ContextId> schedulers_of(Protocol const&);

} // namespace barrister
