// SPDX-License-Identifier: BSD-2-Clause
// Short litmus tests: bodies of threads over int x, y, z, a pointer p to x, and a spinlock l.
#pragma once
#include "tests/support/load.hpp"

namespace barrister {

inline LitmusTest small_test(std::vector<std::string> const& bodies,
                             std::string const& question = "exists (x=0)") {
  std::string text = "C small\n{ int x = 0; int y = 0; int z = 0; int *p = &x; }\n";
  for (std::size_t cpu = 0; cpu < bodies.size(); ++cpu)
    text += "P" + std::to_string(cpu) +
            "(int *x, int *y, int *z, int **p, spinlock_t *l)\n{\nint r0; int r1; int r2; int *q;\n" +
            bodies[cpu] + "\n}\n";
  return load_test(text + question + "\n");
}

} // namespace barrister
