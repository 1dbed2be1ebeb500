// SPDX-License-Identifier: BSD-2-Clause
// Chance that can be repeated: $BARRISTER_SEED, or 1. What a test draws by chance, it prints the seed of.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>

namespace barrister {

inline std::uint64_t number_from_environment(char const* name, std::uint64_t otherwise) {
  char const* given = std::getenv(name);
  return given ? std::stoull(given) : otherwise;
}
inline std::uint64_t first_seed() { return number_from_environment("BARRISTER_SEED", 1); }

} // namespace barrister
