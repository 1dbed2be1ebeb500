// SPDX-License-Identifier: BSD-2-Clause
// Draws that a seed decides.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>

namespace barrister {

class Chance {
public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool once_in(std::size_t n) { return below(n) == 0; }
  std::string one_of(std::initializer_list<char const*> words) { return words.begin()[below(words.size())]; }

private:
  std::mt19937_64 engine_;
};

} // namespace barrister
