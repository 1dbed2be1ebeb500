// SPDX-License-Identifier: BSD-2-Clause
// Which locals can still matter: those that are read on some path before they are written.
#pragma once
#include "spec/program.hpp"
#include <unordered_map>

namespace barrister::sc {

using LiveLocals = std::vector<bool>; // by LocalId
// Before each statement of the thread, at any depth.
std::unordered_map<Statement const*, LiveLocals> live_locals(Thread const&);

} // namespace barrister::sc
