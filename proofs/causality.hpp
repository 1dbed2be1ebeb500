// SPDX-License-Identifier: BSD-2-Clause
// Whether nothing comes before what makes it happen (semantics 2.9).
#pragma once
#include "proofs/history.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// Handlers whose beginning comes, through what they do, before they are raised.
std::vector<std::string> complaints_about_causes(Protocol const&, MemoryModel const&, ProtocolExecution const&,
                                                 History const&);

} // namespace barrister::proofs
