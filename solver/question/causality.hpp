// SPDX-License-Identifier: BSD-2-Clause
// What protocol/causality.hpp learns of executions that were found, required of all of them.
#pragma once
#include "solver/protocol/encode.hpp"
#include "spec/memory_model.hpp"
#include <string>

namespace barrister::solver {

// Why it cannot be: where all is interleaved, grace periods are, too, and these are not stated. Or empty.
std::string why_no_causality(ProtocolGraph const&, MemoryModel const&);
void require_causality(ProtocolEncoding const&, MemoryModel const&);

} // namespace barrister::solver
