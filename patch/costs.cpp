// SPDX-License-Identifier: BSD-2-Clause
#include "patch/costs.hpp"
#include "patch/primitives.hpp"
#include <algorithm>
#include <array>
#include <vector>

namespace barrister::patch {
namespace {

constexpr unsigned nothing = cost_of_nothing, access = 1, some = cost_of_some, all = cost_of_all,
                   grace_period = 1000;

// x86, arm64, powerpc, riscv: of Linux 6.x. Fences have a table of their own.
constexpr CostRow others[] = {
    {"smp_load_acquire",
     {{{"", nothing}, {"ldar", access}, {"lwsync", some}, {"fence r,rw", some}}},
     "barrier.h: __smp_load_acquire()"},
    {"smp_store_release",
     {{{"", nothing}, {"stlr", access}, {"lwsync", some}, {"fence rw,w", some}}},
     "barrier.h: __smp_store_release()"},
    {"smp_store_mb",
     {{{"xchg", all}, {"dmb ish", all}, {"sync", all}, {"fence rw,rw", all}}},
     "x86: barrier.h; others: asm-generic/barrier.h: __smp_store_mb()"},
    {"rcu_assign_pointer",
     {{{"", nothing}, {"stlr", access}, {"lwsync", some}, {"fence rw,w", some}}},
     "linux/rcupdate.h: smp_store_release()"},
    {"synchronize_rcu",
     {{{"waits", grace_period}, {"waits", grace_period}, {"waits", grace_period}, {"waits", grace_period}}},
     "kernel/rcu/tree.c"},
    {"_acquire", // of a read-modify-write
     {{{"", nothing}, {"ldaxr, casa", access}, {"isync", some}, {"fence r,rw", some}}},
     "atomic_lse.h, cmpxchg.h; powerpc: atomic.h: __atomic_acquire_fence(); riscv: atomic.h"},
    {"_release",
     {{{"", nothing}, {"stlxr, casl", access}, {"lwsync", some}, {"fence rw,w", some}}},
     "atomic_lse.h, cmpxchg.h; powerpc: atomic.h: __atomic_release_fence(); riscv: atomic.h"},
    {"_full",
     {{{"", nothing}, {"casal; dmb ish", some}, {"sync; sync", 2 * all}, {".aqrl; fence rw,rw", all}}},
     "atomic_lse.h, cmpxchg.h; powerpc: cmpxchg.h: PPC_ATOMIC_ENTRY_BARRIER; riscv: cmpxchg.h"}};

std::vector<CostRow> all_rows() {
  std::vector<CostRow> out;
  for (auto const& f : kernel_fences()) out.push_back({f.name, std::to_array(f.on), f.source});
  out.insert(out.end(), std::begin(others), std::end(others));
  return out;
}

CostRow const* row_of(std::string_view name) {
  auto const row = [](std::string_view primitive) -> CostRow const* {
    auto const found = std::ranges::find(cost_table(), primitive, &CostRow::primitive);
    return found == cost_table().end() ? nullptr : &*found;
  };
  if (auto const* found = row(name)) return found;
  if (name == "synchronize_rcu_expedited") return row("synchronize_rcu");
  if (name == "atomic_read_acquire" || name == "smp_cond_load_acquire" || name == "atomic_cond_read_acquire")
    return row("smp_load_acquire");
  if (name == "atomic_set_release") return row("smp_store_release");
  if (is_full_rmw(name)) return row("_full");
  for (auto const* suffix : {"_acquire", "_release"})
    if (name.ends_with(suffix)) return row(suffix);
  return nullptr;
}

} // namespace

char const* name_of(Architecture a) {
  constexpr std::array names{"x86", "arm64", "powerpc", "riscv"};
  return names[static_cast<std::size_t>(a)];
}
std::span<CostRow const> cost_table() {
  static auto const rows = all_rows();
  return rows;
}
bool has_cost(std::string_view primitive) { return row_of(primitive) != nullptr; }

unsigned Costs::of(std::string_view primitive) const {
  if (auto const own = own_.find(primitive); own != own_.end()) return own->second;
  auto const* row = row_of(primitive);
  if (!row) return 0;
  if (of_) return row->on[static_cast<std::size_t>(*of_)].cost;
  unsigned out = 0;
  for (auto const& becomes : row->on) out += becomes.cost;
  return out;
}
std::string_view Costs::instructions(std::string_view primitive) const {
  auto const* row = row_of(primitive);
  return row && of_ ? row->on[static_cast<std::size_t>(*of_)].instructions : "";
}

} // namespace barrister::patch
