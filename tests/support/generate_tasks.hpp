// SPDX-License-Identifier: BSD-2-Clause
// Small programs made by chance in which CPU 0 has two tasks that take turns, and perhaps an act that takes
// its turn as a whole, or never; CPU 1 has one task. No loops, no waiting. They can be asked about as a
// protocol, and as litmus tests: one for each order in which the statements of CPU 0 may come.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/protocol.hpp"

namespace barrister {

struct TasksTwice {
  std::vector<LitmusTest> tests; // all observe the same: what is read, and every word
  Protocol protocol;             // without claims
  Block probe;                   // reads what the tests observe into locals from 1 on, in order
};
TasksTwice generate_tasks(std::uint64_t seed);

} // namespace barrister
