// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/theme.hpp"

namespace barrister {

Theme some_theme(Chance& chance, std::uint64_t seed) {
  Theme out;
  out.variables = 1 + chance.below(3);
  switch (chance.below(6)) {
  case 0:
  case 1: out.locks = true; break;
  case 2: out.rcu = true; break;
  case 3: out.srcu = true; break;
  default: break;
  }
  out.arrays = chance.once_in(6);
  out.sizes = chance.once_in(5);
  out.loops = chance.once_in(8);
  Chance apart(~seed);
  out.faults = apart.once_in(6);
  out.choices = apart.once_in(5);
  out.circles = apart.once_in(8);
  return out;
}

std::string integer_type(Chance& chance, Theme const& theme) {
  if (!theme.sizes) return "int ";
  return chance.one_of({"int ", "char ", "signed char ", "short ", "unsigned short ", "unsigned int ",
                        "long ", "unsigned long ", "u8 ", "s16 ", "u32 ", "s64 ", "bool "});
}

} // namespace barrister
