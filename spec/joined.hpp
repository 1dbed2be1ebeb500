// SPDX-License-Identifier: BSD-2-Clause
// Protocols that differ in some statements, as one protocol, in which the start says which of them it is.
// What is asked of one of them is asked of the starts of that one: all share one event graph, and what is
// learned.
#pragma once
#include "spec/protocol.hpp"
#include <span>

namespace barrister {

// Starts of the i-th are those from i * n on, where each has n: in their order. Without claims. The first may
// not differ from the others but in code; where they do, or in locals, or in a jump, there is nothing.
std::optional<Protocol> joined(std::span<Protocol const* const>);
// As it is asked of the i-th.
Claim as_of(Claim, std::size_t i, std::size_t starts_of_each);

} // namespace barrister
