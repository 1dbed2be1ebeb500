// SPDX-License-Identifier: BSD-2-Clause
// Which srcu_read_unlock() ends a reader is known by dependency: what srcu_read_lock() returned comes to it
// through registers and memory. Through a variable that only its owner touches, or by the way a branch took,
// it comes unseen, and models would take the reader for one without an end.
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

// Where it does so in a program that waits for readers of SRCU; empty if nowhere.
std::string where_srcu_index_is_lost(Protocol const&, ProtocolGraph const&);

} // namespace barrister::solver
