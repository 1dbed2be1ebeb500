// SPDX-License-Identifier: BSD-2-Clause
// Readers are brackets of their run. An rcu_read_unlock() of a handler, or of another task, that ends what
// its run has not begun may end theirs, as the kernel counts: then it is shorter than it is taken for.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

// Where that can be in what the claim speaks of, in a program that waits for readers; empty if nowhere.
std::string where_another_reader_may_end(Search&, Protocol const&, Claim const&);

} // namespace barrister::solver
