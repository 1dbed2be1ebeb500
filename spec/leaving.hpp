// SPDX-License-Identifier: BSD-2-Clause
// How far a condition reaches when statements leave blocks. `if (c) return; A` is `if (c) return; else A`: so
// c decides about A, and about all that follows up to the end of the block that is left, and no further. When
// what follows may leave a block further out, c decides up to the end of that one.
#pragma once
#include "spec/program.hpp"

namespace barrister {

void mark_decisions(Block&); // sets If::decides and Loop::decides throughout the body of a thread

} // namespace barrister
