// SPDX-License-Identifier: BSD-2-Clause
// An event in a few words: "R x=1 (P0)".
#pragma once
#include "spec/execution.hpp"

namespace barrister::proofs {

std::string describe(Program const&, Event const&);

} // namespace barrister::proofs
