// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_thread.hpp"

namespace barrister {
namespace {

// What becomes of r0: what is not one of the first two leaves few values that justify themselves.
std::string changed(Chance& chance) {
  return chance.one_of({"r0", "r0", "10 - r0", "r0 & 1", "r0 | 1", "r0 ^ 3", "!r0", "r0 ? 1 : 0",
                        "r0 == 42 ? 42 : 1", "r0 > 1 ? r0 : 1", "(r0 & 3) + 1", "(u8)r0", "r0 + 1", "r0 / 2",
                        "3 % (r0 - 1)"});
}
std::vector<std::string> link_of_pointers(Chance& chance, std::size_t thread, std::size_t threads) {
  auto const pointer = [&](std::size_t i) { return i % 2 == 0 ? "*p" : "*o"; };
  std::vector<std::string> out{std::string("q0 = ") + pointer(thread) + ";"};
  if (chance.once_in(4)) out.push_back("if (q0 == y)\n\t\tq0 = x;");
  if (chance.once_in(3)) out.push_back("r1 = *q0;");
  out.push_back(std::string(pointer(thread + 1 == threads ? 0 : thread + 1)) + " = q0;");
  return out;
}

} // namespace

std::vector<std::string> generate_link(Chance& chance, std::size_t thread, std::size_t threads) {
  if (chance.once_in(6)) return link_of_pointers(chance, thread, threads);
  std::string const from(1, "xyzx"[thread]), to(1, "xyzx"[thread + 1 == threads ? 0 : thread + 1]);
  std::vector<std::string> out;
  if (chance.once_in(4))
    out.push_back(chance.one_of({"smp_mb();", "r2 = READ_ONCE(*z);", "WRITE_ONCE(*z, 1);"}));
  switch (chance.below(4)) {
  case 0: // through a choice alone
    out.push_back("r0 = " + chance.one_of({"1", "2", "42"}) + ";\n\tif (READ_ONCE(*" + from + ") == " +
                  chance.one_of({"0", "1", "42"}) + ")\n\t\tr0 = " + chance.one_of({"0", "1", "2"}) + ";");
    break;
  case 1: out.push_back("r0 = READ_ONCE(*" + from + ");"); break;
  default: out.push_back("r0 = *" + from + ";"); break;
  }
  if (chance.once_in(5)) out.push_back("if (r0 != 1)\n\t\tr0 = 2;");
  auto const value = changed(chance);
  out.push_back(chance.once_in(3) ? "WRITE_ONCE(*" + to + ", " + value + ");"
                                  : "*" + to + " = " + value + ";");
  return out;
}

} // namespace barrister
