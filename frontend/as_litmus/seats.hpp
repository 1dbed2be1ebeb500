// SPDX-License-Identifier: BSD-2-Clause
// Which context of a protocol becomes which thread of the test, and on which CPU of the protocol it runs.
#pragma once
#include "frontend/as_litmus/thread.hpp"

namespace barrister::frontend::as_litmus {

struct Seating {
  std::vector<Seat> seats; // tasks and acts, in the order of the protocol
  std::vector<Problem> problems;
};
// `without`: agents that do not act.
Seating take_seats(Protocol const&, std::vector<std::string> const& without);

} // namespace barrister::frontend::as_litmus
