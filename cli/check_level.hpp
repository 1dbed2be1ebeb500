// SPDX-License-Identifier: BSD-2-Clause
// How an answer that rests on every execution there is, is checked for executions that were left out:
// spec/checks.md.
#pragma once
#include "spec/execution.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

enum class CheckLevel : std::uint8_t {
  None,
  Fast, // executions at random
  Full  // more of them; of protocols, every state, too, where there are not too many
};

// Executions are evaluated until the cubes of how many events each has come to so much: seconds, of long
// ones.
class Evaluated {
public:
  bool may_take(Execution const&);

private:
  std::size_t work_ = 0;
};

// What was checked, to be told.
struct Checked {
  std::size_t executions = 0; // found without the engine, and among what it answers from
  std::size_t weak = 0;       // of these, not sequentially consistent
  std::size_t longer = 0;     // whose loops go round more often than it unrolled them
  std::size_t states = 0;     // of protocols: all there are
  std::size_t refused = 0;    // found so, all of them against the model: then nothing is compared
  std::string in_words()
      const; // "none of 100 executions is left out (20 of them are not sequentially consistent)"; or empty
};

// Some order of all its events has po in it, and each read sees the last write before it.
bool is_sequentially_consistent(Execution const&);

// As many as are of use: what is wrong once is wrong often.
std::vector<std::string> first_of(std::vector<std::string> complaints);

} // namespace barrister::cli
