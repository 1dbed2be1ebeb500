// SPDX-License-Identifier: BSD-2-Clause
// A loop whose rounds begin with another loop, as retries in retries do, becomes one loop: it needs k rounds
// where the two need k times k.
#pragma once
#include "spec/program.hpp"

namespace barrister::frontend::protocol {

void flatten_loops(Thread&); // before decisions are marked

} // namespace barrister::frontend::protocol
