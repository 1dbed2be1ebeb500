// SPDX-License-Identifier: BSD-2-Clause
#include "bench/families.hpp"
#include <fmt/format.h>

namespace barrister {
namespace {

std::string joined_conditions(int cpus, std::string const& each) {
  std::string out;
  for (int i = 0; i < cpus; ++i) out += fmt::format("{}{}:{}", i ? " /\\ " : "", i, each);
  return out;
}

} // namespace

std::string ring(int cpus) {
  std::string out = fmt::format("C ring-{}\n{{}}\n", cpus);
  for (int i = 0; i < cpus; ++i)
    out += fmt::format(
        "P{0}(int *x{0}, int *x{1}) {{ WRITE_ONCE(*x{0}, 1); smp_mb(); int r0 = READ_ONCE(*x{1}); }}\n", i,
        (i + 1) % cpus);
  return out + "exists (" + joined_conditions(cpus, "r0=0") + ")\n";
}

std::string readers_and_grace_periods(int n) {
  std::string out = fmt::format("C rcu-{}\n{{}}\n", n);
  for (int i = 0; i < 2 * n; ++i) {
    bool const reads = i % 2 == 0;
    out += fmt::format(
        "P{0}(int *x{0}, int *x{1}) {{ {2}int r0 = READ_ONCE(*x{0}); {3}WRITE_ONCE(*x{1}, 1); {4}}}\n", i,
        (i + 1) % (2 * n), reads ? "rcu_read_lock(); " : "", reads ? "" : "synchronize_rcu(); ",
        reads ? "rcu_read_unlock(); " : "");
  }
  return out + "exists (" + joined_conditions(2 * n, "r0=1") + ")\n";
}

std::string writers(int cpus, int writes) {
  std::string out = fmt::format("C writers-{}-{}\n{{}}\n", cpus, writes);
  for (int i = 0; i < cpus; ++i) {
    out += fmt::format("P{}(int *x) {{ ", i);
    for (int w = 0; w < writes; ++w) out += fmt::format("WRITE_ONCE(*x, {}); ", 1 + i * writes + w);
    out += "int r0 = READ_ONCE(*x); }\n";
  }
  return out + "exists (" + joined_conditions(cpus, "r0=0") + ")\n";
}

} // namespace barrister
