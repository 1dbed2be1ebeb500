// SPDX-License-Identifier: BSD-2-Clause
// What is said of a protocol that is written down, claim by claim: "holds", "within", "violated", "deadlock", "livelock",
// "vacuous"; of a cover "reached" or "missed".
#pragma once
#include "spec/memory_model.hpp"
#include "spec/protocol.hpp"
#include <string>

namespace barrister {

Protocol protocol_of(std::string const& text);
// Under sc: the engine, all states, and the replay of each trace agree.
std::string verdicts(std::string const& text);
// Under a model: the engine says so, and each trace is replayed.
std::string verdicts(std::string const& text, MemoryModel const&);

} // namespace barrister
