// SPDX-License-Identifier: BSD-2-Clause
// Small protocols made by chance; the same seed gives the same one. Masks are balanced, and what a loop
// without a bound does to memory stays finite, so that most have a few hundred states under SC.
#pragma once
#include "spec/protocol.hpp"

namespace barrister {

Protocol generate_protocol(std::uint64_t seed);

} // namespace barrister
