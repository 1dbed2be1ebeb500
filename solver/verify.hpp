// SPDX-License-Identifier: BSD-2-Clause
// The whole way from a litmus test and a model to what is true of them.
#pragma once
#include "spec/memory_model.hpp"
#include "spec/verdict.hpp"
#include <chrono>

namespace barrister::solver {

enum class Engine : std::uint8_t {
  Auto,        // enumeration, and Z3 where enumeration would take too long
  Enumeration, // every consistent execution, one by one
  Z3,          // constraints; states and counts by blocking what was seen
  Both         // each by itself; a difference is an unknown that says so
};

struct Options {
  Engine engine = Engine::Auto;
  unsigned unroll = 2;                  // rounds of a loop, as herd7's -unroll
  std::chrono::milliseconds timeout{0}; // 0: none
  bool want_forbidden = false;          // look for a LitmusResult::forbidden
  bool want_deadlocks = false;          // look for LitmusResult::deadlocks, and why there is no execution
};

LitmusResult verify(LitmusTest const&, MemoryModel const&, Options const&);

// Candidates that end with a fault, one for each place, whether the model allows them or not, as long as
// they are coherent and atomic: herd7 refuses a test that has one.
std::vector<FaultyExecution> faults_of_candidates(LitmusTest const&, MemoryModel const&, Options const&);

} // namespace barrister::solver
