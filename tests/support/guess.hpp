// SPDX-License-Identifier: BSD-2-Clause
// What the threads of a litmus test may do, over all values that their reads are guessed to return: of any
// run, what it read is checked later. Nothing here knows how a solver comes to its values.
#pragma once
#include "proofs/interpret.hpp"
#include "spec/litmus_test.hpp"
#include <map>
#include <set>

namespace barrister {

enum class Guess : std::uint8_t {
  // What is computed by a chain of writes from constants of the code and initial values: without values that
  // justify
  // themselves, no chain is longer than an execution has writes.
  Computed,
  // Also what the question has, 0 and 1, in a pointer the address of each cell, and what is computed from all
  // of
  // these: a set that is closed under every write of every run. A value that justifies itself is among it,
  // if the text has it.
  Closed
};

struct Guesses {
  std::map<Value, std::set<Value>> values; // by cell: what reads are guessed to return
  std::vector<std::vector<proofs::ThreadRun>>
      runs; // by CPU; those whose reads no write could satisfy are left out
};

// Nothing when a thread has more runs than that, or the set is not closed after `rounds`.
struct GuessLimits {
  std::uint64_t runs = 200; // of one thread, those that are left out included
  std::size_t rounds = 6;   // of Closed
};
std::optional<Guesses> guess(LitmusTest const&, LockSemantics, unsigned unroll, Guess, GuessLimits);

} // namespace barrister
