// SPDX-License-Identifier: BSD-2-Clause
// What was found out about a litmus test under a model.
#pragma once
#include "spec/execution.hpp"
#include "spec/litmus_test.hpp"

namespace barrister {

// One distinct final state, and an execution that ends in it.
struct ReachedState {
  std::vector<Value> values; // one per LitmusTest::observed; a whole array gives its cells one after another
  Execution execution;
};

struct LitmusResult {
  std::string model;
  // Consistent executions that satisfy and that falsify the proposition (design.md 4.10).
  std::uint64_t positive = 0, negative = 0;
  std::vector<ReachedState> states; // ascending, as herd7 prints them
  std::vector<std::string> flags;   // sorted; a flag that any consistent execution raises
  bool undefined = false;           // an `undefined_unless` failed
  bool bound_reached = false;       // a loop wanted more rounds than were unrolled
  // Some execution has, or may have, values that justify each other in a circle: they could be others, too, and
  // those were not tried. Never and Always then hold for the values tried alone.
  bool thin_air = false;
  bool capped = false; // positive, negative and states are lower bounds
  std::string unknown; // why there is no answer; empty when there is one
  std::string engine;  // what answered: "enumeration", "z3", or both
  double seconds = 0;
  // Indices into states: an execution that satisfies the proposition, and one that falsifies it.
  std::optional<std::size_t> satisfying, falsifying;
  // When nothing satisfies it: a candidate that would, and that the model forbids. Shows why.
  std::optional<Execution> forbidden;
};

enum class Observation : std::uint8_t { Never, Sometimes, Always };
inline Observation observation(LitmusResult const& r) {
  return r.positive == 0   ? Observation::Never
         : r.negative == 0 ? Observation::Always
                           : Observation::Sometimes;
}

} // namespace barrister
