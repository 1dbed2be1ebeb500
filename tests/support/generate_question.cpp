// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_question.hpp"

namespace barrister {
namespace {

std::string atom(Chance& chance, std::size_t threads, Theme const& theme) {
  auto const value = theme.sizes && chance.once_in(3) ? chance.one_of({"-1", "128", "-128", "255", "65535"})
                                                      : std::to_string(chance.below(3));
  if (theme.locks && chance.once_in(12)) return "l=" + value;
  if (theme.arrays && chance.once_in(6)) return chance.one_of({"a[0]=", "a[1]="}) + value;
  if (chance.once_in(12)) return chance.one_of({"p=&x", "p=&y", "0:q0=&x", "1:q0=&y"});
  if (theme.circles && chance.once_in(2))
    return std::to_string(chance.below(threads)) + ":r0=" + chance.one_of({"1", "2", "4", "5", "42"});
  if (theme.circles && chance.once_in(3)) return chance.one_of({"p=&y", "p=&z", "o=&z", "0:q0=&z", "x=42"});
  if (chance.once_in(3)) return std::string(1, "xyz"[chance.below(theme.variables)]) + "=" + value;
  return std::to_string(chance.below(threads)) + ":r" + std::to_string(chance.below(2)) + "=" + value;
}

} // namespace

std::string generate_question(Chance& chance, std::size_t threads, Theme const& theme) {
  std::string text;
  if (chance.once_in(4)) text += theme.arrays ? "locations [p; 0:r1; a; x]\n" : "locations [p; 0:r1; x]\n";
  if (chance.once_in(10))
    text += "filter (" + atom(chance, threads, theme) + " \\/ " + atom(chance, threads, theme) + ")\n";
  text += chance.one_of({"exists", "exists", "~exists", "forall"}) + " (";
  auto const atoms = 1 + chance.below(3);
  for (std::size_t i = 0; i < atoms; ++i) {
    if (i > 0) text += chance.one_of({" /\\ ", " /\\ ", " \\/ "});
    auto const next = atom(chance, threads, theme);
    text += chance.once_in(5) ? "~(" + next + ")" : next;
  }
  return text + ")\n";
}

} // namespace barrister
