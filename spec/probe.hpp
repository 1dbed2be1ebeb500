// SPDX-License-Identifier: BSD-2-Clause
// What a Probe answers on a state. Nothing where it has no value: a NULL followed, a cell that is not there,
// arithmetic without meaning, more than a thousand rounds of a loop, or a statement that no probe may have.
#pragma once
#include "spec/protocol.hpp"
#include <functional>

namespace barrister {

// Nothing: there is no such cell, or no such owner.
struct ProbedState {
  std::function<std::optional<Value>(Value address)> cell;
  std::function<std::optional<Value>(OwnedId, std::uint32_t owner)> owned;
  std::function<std::optional<Value>(AccumulatorId)> count;
};

constexpr unsigned most_rounds_of_probe = 1000; // of one loop: then there is no value
std::optional<Value> run(Probe const&, ProbedState const&);
bool says_yes(Probe const&, ProbedState const&); // without a value: no

} // namespace barrister
