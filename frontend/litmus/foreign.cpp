// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/foreign.hpp"
#include "frontend/diagnostic.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

struct Foreign {
  char const *name, *instead;
};
constexpr Foreign foreign[] = {
    {"mb", "did you mean 'smp_mb'? Devices, which mb() is for, are not modelled"},
    {"rmb", "did you mean 'smp_rmb'? Devices, which rmb() is for, are not modelled"},
    {"wmb", "did you mean 'smp_wmb'? Devices, which wmb() is for, are not modelled"},
    {"dma_rmb", "did you mean 'smp_rmb'? Devices are not modelled"},
    {"dma_wmb", "did you mean 'smp_wmb'? Devices are not modelled"},
    {"cpu_relax", "leave it out: it orders nothing"},
    {"ACCESS_ONCE", "READ_ONCE() and WRITE_ONCE() have taken its place"},
    {"smp_read_barrier_depends", "leave it out: READ_ONCE() has it since v4.15"},
    {"smp_mb__before_spinlock", "smp_mb__after_spinlock() has taken its place"},
    {"smp_mb__before_atomic_inc", "smp_mb__before_atomic() has taken its place"},
    {"smp_mb__after_atomic_inc", "smp_mb__after_atomic() has taken its place"},
    {"smp_mb__before_clear_bit", "smp_mb__before_atomic() has taken its place"},
    {"smp_mb__after_clear_bit", "smp_mb__after_atomic() has taken its place"},
    {"set_mb", "did you mean 'smp_store_mb'?"},
    {"BUG_ON", "did you mean 'assert' of the opposite?"},
    {"atomic_thread_fence", "C11 is not modelled: smp_mb() is the kernel's"},
    {"atomic_load_explicit", "C11 is not modelled: READ_ONCE() and smp_load_acquire() are the kernel's"},
    {"atomic_store_explicit", "C11 is not modelled: WRITE_ONCE() and smp_store_release() are the kernel's"},
    {"__atomic_load_n", "READ_ONCE() and smp_load_acquire() are the kernel's"},
    {"__atomic_store_n", "WRITE_ONCE() and smp_store_release() are the kernel's"},
    {"printk", "leave it out: it orders nothing that a model knows of"},
    {"pr_info", "leave it out: it orders nothing that a model knows of"},
};

} // namespace

std::string meant_by_function(std::string const& name, std::vector<std::string> const& known) {
  auto const of = [&](std::string const& word) -> std::string {
    auto const at = std::ranges::find_if(foreign, [&](Foreign const& f) { return f.name == word; });
    return at == std::end(foreign) ? "" : at->instead;
  };
  if (auto hint = of(name); !hint.empty()) return hint;
  if (auto hint = did_you_mean(name, known); !hint.empty()) return hint;
  std::vector<std::string> names;
  for (auto const& f : foreign) names.emplace_back(f.name);
  auto const near = nearest(name, names);
  return near && name.size() > 3 ? "if this is '" + *near + "': " + of(*near) : "";
}

} // namespace barrister::frontend::litmus
