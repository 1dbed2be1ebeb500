// SPDX-License-Identifier: BSD-2-Clause
// Which steps are ones to wait at.
#pragma once
#include "spec/program.hpp"

namespace barrister::sc {

// False: in no state a run waits there.
bool may_wait(Statement const&);

} // namespace barrister::sc
