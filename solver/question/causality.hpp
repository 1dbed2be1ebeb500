// SPDX-License-Identifier: BSD-2-Clause
// What protocol/causality.hpp learns of executions that were found, required of all of them.
#pragma once
#include "solver/protocol/encode.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

void require_causality(ProtocolEncoding const&, MemoryModel const&);

} // namespace barrister::solver
