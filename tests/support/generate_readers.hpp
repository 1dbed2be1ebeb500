// SPDX-License-Identifier: BSD-2-Clause
// Small programs of a few CPUs made by chance, about readers and grace periods: no loops, no waiting but for
// grace periods. They can be asked about as a litmus test and as a protocol.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/protocol.hpp"

namespace barrister {

struct ProgramTwice {
  LitmusTest test;   // observes every word, and what is read
  Protocol protocol; // without claims; what the test observes of registers is in `owned`, one each, in order
};
ProgramTwice generate_readers(std::uint64_t seed);

} // namespace barrister
