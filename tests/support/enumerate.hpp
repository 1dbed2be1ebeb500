// SPDX-License-Identifier: BSD-2-Clause
// The obviously right way to run a litmus test: every candidate execution there is, each evaluated by proofs.
// Candidates are: for each thread all runs over all values its reads could return, for each read all writes
// of its cell with that value, for each cell all orders of its writes. Too slow for all but small tests.
#pragma once
#include "spec/fault.hpp"
#include "spec/memory_model.hpp"
#include "tests/support/guess.hpp"

namespace barrister {

struct Enumeration {
  std::uint64_t positive = 0, negative = 0;
  std::vector<std::vector<Value>>
      states;                     // distinct, one value per observed cell or register, as herd7 sorts them
  std::vector<std::string> flags; // sorted
  // Of these executions and states, those in which no value, nor where one is, is computed from itself.
  std::uint64_t grounded_positive = 0, grounded_negative = 0;
  std::vector<std::vector<Value>> grounded_states;
  bool has_circles() const {
    return grounded_positive + grounded_negative < positive + negative || has_circular_faults;
  }
  bool undefined = false, bound_reached = false;
  bool has_circular_faults = false;         // some fault is in executions alone in which one is
  std::vector<Execution> executions;        // the consistent ones
  std::vector<Fault> faults;                // of consistent executions that end with one: one for each place
  std::map<Value, std::set<Value>> guessed; // by cell: what reads were guessed to return
};

struct Effort {
  std::uint64_t candidates = 200'000, runs = 200'000; // at most
  Guess guess = Guess::Computed;
  std::size_t rounds = 6; // of a Guess::Closed, until it is
};

// Nothing when it would take more effort than that. As herd7 does, drops executions that are not complete,
// but a consistent one that is cut sets bound_reached, and one in which a thread does what has no meaning,
// and the others have come to their end, to where they wait or to where they are cut, is a fault.
std::optional<Enumeration> enumerate(LitmusTest const&, MemoryModel const&, unsigned unroll,
                                     Effort effort = {});

} // namespace barrister
