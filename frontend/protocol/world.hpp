// SPDX-License-Identifier: BSD-2-Clause
// What a protocol declares, as what code can name: objects with their initial values, owned variables,
// accumulators, interrupts; and the contexts that there will be.
#pragma once
#include "frontend/litmus/world.hpp"
#include "frontend/protocol/declarations.hpp"

namespace barrister::frontend::protocol {

// Code that is to become a context.
struct Piece {
  Context context;
  litmus::ast::Function code;
};
struct Surroundings {
  litmus::World world;
  std::vector<Piece> pieces; // in the order of contexts
  std::vector<OwnedVariable> owned;
  std::vector<Accumulator> accumulators; // behind them, that of assertions, if there are any
  std::size_t declared = 0, cpus = 0;
};
Surroundings make_world(Declarations const&, litmus::Structs const&, TagNames&, Diagnostics&);

} // namespace barrister::frontend::protocol
