// SPDX-License-Identifier: BSD-2-Clause
// What a choice of the model comes to on one event graph.
#pragma once
#include <cstdint>

namespace barrister::solver {

enum class ChoiceMode : std::uint8_t {
  Nothing,   // it is empty in every execution
  Coherence, // it is co: all it orders are the writes of each cell
  Free       // to be made, candidate by candidate
};

} // namespace barrister::solver
