// SPDX-License-Identifier: BSD-2-Clause
// Protocols with agents that act any number of times, or so many times, made by chance.
#pragma once
#include "spec/memory_model.hpp"
#include "spec/protocol_verdict.hpp"
#include <cstdint>
#include <string>

namespace barrister {

// The text of seed's; `times`: "any", or a number.
std::string world_text(std::uint64_t seed, std::string const& times);

// Of the claims in turn, in a world that is written down.
std::vector<ClaimVerdict> decided(std::string const& text, MemoryModel const&);

} // namespace barrister
