// SPDX-License-Identifier: BSD-2-Clause
// What was found out about a litmus test under a model.
#pragma once
#include "spec/fault.hpp"
#include "spec/litmus_test.hpp"

namespace barrister {

// One distinct final state, and an execution that ends in it.
struct ReachedState {
  std::vector<Value> values; // one per LitmusTest::observed; a whole array gives its cells one after another
  Execution execution;
};

// A CPU that goes no further: at a spin_lock() of a lock that is held, or at a grace period inside a reader
// of its own.
struct Waiter {
  enum class For : std::uint8_t { Lock, Reader } what = For::Lock;
  CpuId cpu = 0;
  InstructionId instruction = 0;
  std::optional<Value> address; // of the lock, or of the srcu_struct; RCU has none
  // What it waits to see undone: the write that took the lock last, or the start of the reader. It is an
  // initial write where the lock starts out held.
  EventId holder = 0;
  bool one_holder = true; // false: in other runs, something else may hold the lock
};

// A consistent execution that ends with some CPUs waiting for ever, and every other one at its end. What
// waits is no event of it.
struct Deadlock {
  std::vector<Waiter> waiters; // by CPU
  Execution execution;
};

// Why there is no execution to count.
enum class WhyNone : std::uint8_t {
  Unexplained, // not asked, or not found
  Waits,       // every run waits for ever: `deadlocks` has the places
  Filter,      // runs end, and the filter excludes all of them
  Axioms       // every candidate breaks an axiom, and none waits for ever
};

struct LitmusResult {
  std::string model;
  // Consistent executions that satisfy and that falsify the proposition.
  std::uint64_t positive = 0, negative = 0;
  std::vector<ReachedState> states; // ascending, as herd7 prints them
  std::vector<std::string> flags;   // sorted; a flag that any consistent execution raises
  std::optional<Execution> racy;    // one that is flagged as a data race
  bool undefined = false;           // an `undefined_unless` failed
  bool bound_reached = false;       // a loop wanted more rounds than were unrolled, or may
  std::string feedback{};           // it may because of this, which nothing orders behind it; or empty
  // Loops go round more often than they were unrolled, but each round more changes nothing, and no state is
  // left out.
  bool leaves_out_rounds = false;
  // Some execution has, or may have, values that justify each other in a circle: they could be others, too,
  // and those were not tried. Never and Always then hold for the values tried alone.
  bool thin_air = false;
  bool circular_values = false; // some execution has such values, and all were tried
  // Of these: what satisfies (falsifies) the proposition always has some.
  bool satisfied_by_thin_air = false, falsified_by_thin_air = false;
  // Flags were looked for in the executions that were counted, which are not all.
  bool flags_are_partial = false;
  bool capped = false; // positive, negative and states are lower bounds
  std::string unknown; // why there is no answer; empty when there is one
  std::string engine;  // what answered: "enumeration", "z3", or both
  double seconds = 0;
  // Indices into states: an execution that satisfies the proposition, and one that falsifies it.
  std::optional<std::size_t> satisfying, falsifying;
  // Consistent executions that end with a fault, one for each place: where there are any, they are
  // the answer. They count neither as positive nor as negative, whatever the filter says.
  std::vector<FaultyExecution> faults;
  // When nothing satisfies it: a candidate that would, and that the model forbids. Shows why.
  std::optional<Execution> forbidden;
  // Ways for a run to end waiting; those that have a smaller one in them are left out.
  std::vector<Deadlock> deadlocks;
  bool all_deadlocks = false; // there is no other way
  WhyNone why_none = WhyNone::Unexplained;
  std::uint64_t filtered = 0; // executions (or at least so many) that the filter excludes; of WhyNone::Filter
};

enum class Observation : std::uint8_t { Never, Sometimes, Always };
inline Observation observation(LitmusResult const& r) {
  return r.positive == 0   ? Observation::Never
         : r.negative == 0 ? Observation::Always
                           : Observation::Sometimes;
}

} // namespace barrister
