// SPDX-License-Identifier: BSD-2-Clause
// The initial states that a constraint describes: all that satisfy it, and with which all invariants hold.
// What it does not speak of, that is, look at in any state that satisfies it, is as declared. What is too
// much to list is an error that says so: nothing is left out.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/protocol/unknowns.hpp"

namespace barrister::frontend::protocol {

struct Constraint {
  std::string name, sentence;
  Span span;
  Probe probe;
};
constexpr std::size_t most_starts = 256; // of one name

// `protocol` has all but its starts.
std::vector<Start> find_starts(std::vector<Constraint> const& starts,
                               std::vector<Constraint> const& invariants, Protocol const&,
                               litmus::Objects const&, litmus::Structs const&, Enums const&, Source const&,
                               Diagnostics&);

} // namespace barrister::frontend::protocol
