// SPDX-License-Identifier: BSD-2-Clause
// What a litmus test made by chance is about, besides reads, writes and fences.
#pragma once
#include "tests/support/chance.hpp"

namespace barrister {

constexpr std::size_t most_threads = 4, most_accesses = 3, most_locals = 4;

struct Theme {
  std::size_t variables = 1;
  bool locks = false, rcu = false, srcu = false, arrays = false, sizes = false, loops = false;
  bool faults =
      false; // NULL and numbers in pointers, indices out of range, divisors and widths that may be wrong
  bool choices = false; // values that a branch decides, and nothing else
  bool circles = false; // threads hand on to each other what they read
};
// Faults, choices and circles are drawn apart: tests without them keep their seeds.
Theme some_theme(Chance&, std::uint64_t seed);
std::string integer_type(Chance&, Theme const&);

} // namespace barrister
