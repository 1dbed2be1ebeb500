// SPDX-License-Identifier: BSD-2-Clause
// C by chance, as the code of one task may have it: constants of all types, promotions, conversions, shifts,
// scopes, functions, enums and defines. Nothing in it is undefined, or of an order that C leaves open, so
// that a compiler and we have to come to the same values.
#pragma once
#include <cstdint>
#include <string>

namespace barrister {

struct CProgram {
  std::string name;         // what each of its global names begins with
  std::string declarations; // before the code
  std::string code;         // the body of the task: it writes NAMEo0, NAMEo1, … of type long
  std::size_t outcomes = 0;
  bool hides = false; // a name of an inner block hides one outside, which we refuse
};
CProgram generate_c(std::uint64_t seed);

} // namespace barrister
