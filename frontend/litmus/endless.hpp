// SPDX-License-Identifier: BSD-2-Clause
// Loops that may go round for ever without a step, `for (;;) ;`: others have their turn there all the same.
#pragma once
#include "spec/program.hpp"

namespace barrister::frontend::litmus {

bool may_spin(Loop const&);

} // namespace barrister::frontend::litmus
