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

std::string load_buffering(int cpus) {
  std::string out = fmt::format("C lb-{}\n{{}}\n", cpus);
  for (int i = 0; i < cpus; ++i)
    out += fmt::format(
        "P{0}(int *x{0}, int *x{1}) {{ int r0 = READ_ONCE(*x{0}); smp_mb(); WRITE_ONCE(*x{1}, 1); }}\n", i,
        (i + 1) % cpus);
  return out + "exists (" + joined_conditions(cpus, "r0=1") + ")\n";
}

std::string message_passing(int cpus) {
  auto const last = cpus - 1;
  std::string out = fmt::format(
      "C mp-{}\n{{}}\nP0(int *data, int *x1) {{ WRITE_ONCE(*data, 1); smp_store_release(x1, 1); }}\n", cpus);
  std::string condition;
  for (int i = 1; i < last; ++i) {
    out += fmt::format(
        "P{0}(int *x{0}, int *x{1}) {{ int r0 = smp_load_acquire(x{0}); smp_store_release(x{1}, 1); }}\n", i,
        i + 1);
    condition += fmt::format("{}:r0=1 /\\ ", i);
  }
  out += fmt::format(
      "P{0}(int *x{0}, int *data) {{ int r0 = smp_load_acquire(x{0}); int r1 = READ_ONCE(*data); }}\n", last);
  return out + fmt::format("exists ({}{}:r0=1 /\\ {}:r1=0)\n", condition, last, last);
}

std::string independent_reads(int cpus) {
  std::string out = fmt::format("C iriw-{}\n{{}}\n", cpus), condition;
  for (int i = 0; i + 1 < cpus; i += 2) {
    out += fmt::format("P{0}(int *x{0}) {{ WRITE_ONCE(*x{0}, 1); }}\n", i);
    out += fmt::format("P{0}(int *x{1}, int *x{2}) {{ int r0 = READ_ONCE(*x{1}); smp_mb(); "
                       "int r1 = READ_ONCE(*x{2}); }}\n",
                       i + 1, i, (i + 2) % cpus);
    condition += fmt::format("{}{}:r0=1 /\\ {}:r1=0", i ? " /\\ " : "", i + 1, i + 1);
  }
  return out + "exists (" + condition + ")\n";
}

std::string increments(int cpus, int each) {
  std::string out = fmt::format("C inc-{}x{}\n{{ atomic_t x = ATOMIC_INIT(0); }}\n", cpus, each);
  for (int i = 0; i < cpus; ++i) {
    out += fmt::format("P{}(atomic_t *x) {{ ", i);
    for (int n = 0; n < each; ++n) out += "atomic_inc(x); ";
    out += "}\n";
  }
  return out + fmt::format("exists (x={})\n", cpus * each - 1);
}

std::string trylock(int cpus) {
  std::string out = fmt::format("C trylock-{}\n{{}}\n", cpus);
  for (int i = 0; i < cpus; ++i)
    out +=
        fmt::format("P{}(int *l, int *x) {{ int r1 = 0; int r0 = cmpxchg_acquire(l, 0, 1); if (r0 == 0) {{ "
                    "r1 = READ_ONCE(*x); WRITE_ONCE(*x, r1 + 1); smp_store_release(l, 0); }} }}\n",
                    i);
  return out + "exists (0:r0=0 /\\ 1:r0=0 /\\ 0:r1=0 /\\ 1:r1=0)\n";
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
