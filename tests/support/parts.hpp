// SPDX-License-Identifier: BSD-2-Clause
// The tests made by chance that one run makes, in parts, so that ctest can run them side by side:
// $BARRISTER_RANDOM_TESTS of them; test i has the seed first_seed() + i.
#pragma once
#include "tests/support/seed.hpp"
#include <iostream>

namespace barrister {

constexpr std::uint64_t parts = 8;

struct Seeds {
  std::uint64_t begin, end;
};
inline std::uint64_t number_of_tests() { return number_from_environment("BARRISTER_RANDOM_TESTS", 10'000); }
inline Seeds all_seeds() { return {first_seed(), first_seed() + number_of_tests()}; }
inline Seeds seeds_of_part(std::uint64_t part) {
  auto const tests = number_of_tests(), first = first_seed();
  return {first + tests * part / parts, first + tests * (part + 1) / parts};
}
inline std::ostream& operator<<(std::ostream& out, Seeds const& seeds) {
  return out << seeds.end - seeds.begin << " tests from BARRISTER_SEED=" << seeds.begin << " on";
}

} // namespace barrister
