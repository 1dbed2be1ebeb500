// SPDX-License-Identifier: BSD-2-Clause
// Small protocols made by chance; the same seed gives the same one. Masks are balanced, and what a loop
// without a bound does to memory stays finite, so that most have a few hundred states under SC.
#pragma once
#include "spec/protocol.hpp"
#include <functional>

namespace barrister {

Protocol generate_protocol(std::uint64_t seed);

// Drops statements, claims and starts for as long as what is left still fails.
Protocol shrunk(Protocol, std::function<bool(Protocol const&)> const& fails);

} // namespace barrister
