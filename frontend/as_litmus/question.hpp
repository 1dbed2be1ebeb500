// SPDX-License-Identifier: BSD-2-Clause
// What a claim asks about a final state, as a condition of the test.
#pragma once
#include "frontend/as_litmus/thread.hpp"

namespace barrister::frontend::as_litmus {

struct Test {
  Protocol const& protocol;
  Start const& start;
  std::vector<Seat> seats;
  Memory& memory;
  std::vector<LitmusThread> threads;
  std::vector<std::set<Variable>> kept; // by thread
};

struct Condition {
  std::string text; // "0:r1=0 /\\ x=1"
  std::optional<Problem> problem;
};

// Adds registers to the threads for what no condition can compute. Where it adds to `kept`, threads and
// question are to be written again.
Condition write_question(Claim const&, Test&);

} // namespace barrister::frontend::as_litmus
