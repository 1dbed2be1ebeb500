// SPDX-License-Identifier: BSD-2-Clause
// Models pair beginnings and ends of RCU readers by CPU, as brackets. Where readers of two tasks cross, each
// put aside for the other in the midst of its own, that makes a longer one of two, which forbids more.
#pragma once
#include "solver/protocol/concrete.hpp"
#include <string>

namespace barrister::solver {

struct Crossing {
  std::string what; // whose readers, and where
  // The same execution where of the tasks of that CPU only one has readers. What is allowed with all readers,
  // each as long as it is, is allowed with fewer.
  std::vector<Execution> weaker;
};
std::optional<Crossing> readers_that_cross(Protocol const&, ProtocolEncoding const&, Concrete const&);

} // namespace barrister::solver
