// SPDX-License-Identifier: BSD-2-Clause
// To herd7, a lock at the address 0 is a lock like any other; memory begins with no other that is not named.
#pragma once
#include "spec/program.hpp"

namespace barrister::frontend::litmus {

// Where a lock is named by what is 0 for ever, such as a register that nobody declares, there is one for all.
void lay_lock_at_zero(Program&);

} // namespace barrister::frontend::litmus
