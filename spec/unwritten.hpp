// SPDX-License-Identifier: BSD-2-Clause
// The ghosts, counts and labels that a claim asks about, and no code writes, counts or reaches, nor does a
// start say what they are.
#pragma once
#include "spec/protocol.hpp"

namespace barrister {

std::vector<std::string> unwritten(Protocol const&, Claim const&); // their names

} // namespace barrister
