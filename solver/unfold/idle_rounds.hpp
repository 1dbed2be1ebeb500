// SPDX-License-Identifier: BSD-2-Clause
// What rounds of loops are worth that change nothing: proofs/lemmas/await.md.
#pragma once
#include <cstdint>

namespace barrister::solver {

enum class IdleRounds : std::uint8_t {
  Counted, // as all others: a loop that waits reaches the bound
  LeftOut  // but for one of a loop: they reach no bound
};

} // namespace barrister::solver
