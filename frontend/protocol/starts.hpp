// SPDX-License-Identifier: BSD-2-Clause
// The initial states that a constraint describes: every assignment of the cells it looks at that satisfies
// it, and with which all invariants hold. What it does not look at is as declared.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/objects.hpp"
#include "spec/protocol.hpp"

namespace barrister::frontend::protocol {

struct Constraint {
  std::string name, sentence;
  Span span;
  Probe probe;
};
// `protocol` has all but its starts.
std::vector<Start> find_starts(std::vector<Constraint> const& starts,
                               std::vector<Constraint> const& invariants, Protocol const&,
                               litmus::Objects const&, litmus::Structs const&, Source const&, Diagnostics&);

} // namespace barrister::frontend::protocol
