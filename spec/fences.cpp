// SPDX-License-Identifier: BSD-2-Clause
#include "spec/fences.hpp"

namespace barrister {
namespace {

constexpr unsigned nothing = cost_of_nothing, some = cost_of_some, all = cost_of_all;

// x86, arm64, powerpc, riscv: of Linux 6.x.
constexpr KernelFence known[] = {
    {"smp_mb",
     Tag::Mb,
     {{"lock addl", all}, {"dmb ish", all}, {"sync", all}, {"fence rw,rw", all}},
     "barrier.h: __smp_mb()"},
    {"smp_rmb",
     Tag::Rmb,
     {{"", nothing}, {"dmb ishld", some}, {"lwsync", some}, {"fence r,r", some}},
     "barrier.h: __smp_rmb()"},
    {"smp_wmb",
     Tag::Wmb,
     {{"", nothing}, {"dmb ishst", some}, {"lwsync", some}, {"fence w,w", some}},
     "barrier.h: __smp_wmb()"},
    {"smp_mb__before_atomic",
     Tag::BeforeAtomic,
     {{"", nothing}, {"dmb ish", all}, {"sync", all}, {"fence rw,rw", all}},
     "x86: barrier.h; others: asm-generic/barrier.h: __smp_mb__before_atomic()"},
    {"smp_mb__after_atomic",
     Tag::AfterAtomic,
     {{"", nothing}, {"dmb ish", all}, {"sync", all}, {"fence rw,rw", all}},
     "x86: barrier.h; others: asm-generic/barrier.h: __smp_mb__after_atomic()"},
    {"smp_mb__after_spinlock",
     Tag::AfterSpinlock,
     {{"", nothing}, {"dmb ish", all}, {"sync", all}, {"fence iorw,iorw", all}},
     "x86: linux/spinlock.h; arm64, powerpc: spinlock.h; riscv: barrier.h"},
    {"smp_mb__after_unlock_lock",
     Tag::AfterUnlockLock,
     {{"", nothing}, {"", nothing}, {"sync", all}, {"", nothing}},
     "linux/rcupdate.h, CONFIG_ARCH_WEAK_RELEASE_ACQUIRE"},
    {"smp_mb__after_srcu_read_unlock",
     Tag::AfterSrcuReadUnlock,
     {{"", nothing}, {"", nothing}, {"", nothing}, {"", nothing}},
     "linux/srcu.h; the fence is in __srcu_read_unlock(), kernel/rcu/srcutree.c"},
};

} // namespace

std::span<KernelFence const> kernel_fences() { return known; }

} // namespace barrister
