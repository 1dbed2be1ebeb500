// SPDX-License-Identifier: BSD-2-Clause
// One way through the states, as a seed has it.
#pragma once
#include "proofs/sc/turns.hpp"
#include <random>

namespace barrister::sc {

// The world records how its states were come to.
struct Walk {
  enum class End : std::uint8_t {
    Finished, // nothing has to go on
    Excluded, // an Assume fails, whatever comes next
    Fault,    // something has no meaning
    Longer    // than so many moves
  } end = End::Longer;
  State state;
  std::size_t moves = 0;
};
Walk walk(World const&, Start const&, std::mt19937_64&, std::size_t most_moves);

} // namespace barrister::sc
