// SPDX-License-Identifier: BSD-2-Clause
// What a program does that has no meaning (spec/semantics.md 11). Who does it goes no further.
#pragma once
#include "spec/execution.hpp"

namespace barrister {

struct Fault {
  enum class Kind : std::uint8_t {
    Follows,   // as an address, what is none: NULL, a number, a place beyond an object
    Divides,   // by 0
    Shifts,    // by less than 0, or by the width or more
    Operates,  // on an address, in a way that gives nothing: a product, the sum of two addresses
    Calls,     // what is no function
    Interrupts // a CPU that the world does not have
  } kind = Kind::Follows;
  std::uint32_t by = 0; // the CPU of a litmus test; the run of a protocol's execution
  InstructionId instruction = 0;
  Value value{};   // followed, divided, shifted or operated on; the CPU; of Calls nothing
  Value operand{}; // the right one of Divides, Shifts, Operates
  Operator op = Operator::Add; // of these
  friend bool operator==(Fault const&, Fault const&) = default;
};

// The fault that `apply` has no value for. Dividing by a constant 0 is how a call of what is no function is
// lowered: that is for who sees the constant to say.
Fault fault_of(Operator, Value left, Value right);

// At one place: what is reported once.
bool is_same_fault(Fault const&, Fault const&);

// "follows NULL", "divides 8 by 0", "calls what is no function".
std::string in_words(Fault const&, Program const&);

// An execution of a litmus test that some CPUs end with a fault; of every other CPU it has any beginning. The
// first fault is the one that it shows.
struct FaultyExecution {
  std::vector<Fault> faults; // by CPU, but for the first
  Execution execution;
};

} // namespace barrister
