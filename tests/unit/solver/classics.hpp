// SPDX-License-Identifier: BSD-2-Clause
// Classic litmus tests.
#pragma once
#include <string>
#include <vector>

namespace barrister {

struct Classic {
  std::string name;
  std::vector<std::string> bodies;
  std::string question;
};

// clang-format off
inline std::vector<Classic> const classics = {
    {"SB", {"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"SBmb", {"WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); smp_mb(); r0 = READ_ONCE(*x);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"MP", {"WRITE_ONCE(*x, 1); smp_store_release(y, 1);", "r0 = smp_load_acquire(y); r1 = READ_ONCE(*x);"}, "exists (1:r0=1 /\\ 1:r1=0)"},
    {"MPpointer", {"WRITE_ONCE(*y, 1); rcu_assign_pointer(*p, y);", "q = rcu_dereference(*p); r0 = READ_ONCE(*q);"}, "exists (1:q=y /\\ 1:r0=0)"},
    {"LB", {"r0 = READ_ONCE(*x); WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0);"}, "exists (0:r0=1 /\\ 1:r0=1)"},
    {"LBctrl", {"r0 = READ_ONCE(*x); if (r0) WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); if (r0) { WRITE_ONCE(*x, 1); } else { WRITE_ONCE(*x, 2); }"}, "exists (0:r0=1)"},
    {"IRIW", {"WRITE_ONCE(*x, 1);", "WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*x); smp_rmb(); r1 = READ_ONCE(*y);", "r0 = READ_ONCE(*y); smp_rmb(); r1 = READ_ONCE(*x);"}, "exists (2:r0=1 /\\ 2:r1=0 /\\ 3:r0=1 /\\ 3:r1=0)"},
    {"R", {"WRITE_ONCE(*x, 1); smp_mb(); WRITE_ONCE(*y, 1);", "WRITE_ONCE(*y, 2); smp_mb(); r0 = READ_ONCE(*x);"}, "exists (y=2 /\\ 1:r0=0)"},
    {"TwoPlusTwoW", {"WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 2);", "WRITE_ONCE(*y, 1); smp_wmb(); WRITE_ONCE(*x, 2);"}, "exists (x=1 /\\ y=1)"},
    {"CoRR", {"WRITE_ONCE(*x, 1);", "r0 = READ_ONCE(*x); r1 = READ_ONCE(*x);"}, "~exists (1:r0=1 /\\ 1:r1=0)"},
    {"Increments", {"atomic_inc(x); r0 = atomic_add_return(2, x);", "r0 = atomic_fetch_add_relaxed(1, x);"}, "forall (x=4)"},
    {"Cmpxchg", {"r0 = cmpxchg(x, 0, 1); WRITE_ONCE(*y, 1);", "r0 = cmpxchg_acquire(x, 0, 2); r1 = cmpxchg_relaxed(y, 1, 3);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"AddUnless", {"r0 = atomic_add_unless(x, 1, 1);", "r0 = atomic_add_unless(x, 1, 1); r1 = xchg_release(x, 5);"}, "exists (0:r0=1 /\\ 1:r0=1)"},
    {"Locks", {"spin_lock(l); r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1); spin_unlock(l);", "spin_lock(l); r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1); spin_unlock(l);"}, "forall (x=2)"},
    {"Trylock", {"r0 = spin_trylock(l); if (r0) { WRITE_ONCE(*x, 1); spin_unlock(l); }", "spin_lock(l); r1 = READ_ONCE(*x); spin_unlock(l);"}, "exists (0:r0=0 /\\ 1:r1=0)"},
    {"Rcu", {"rcu_read_lock(); r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); rcu_read_unlock();", "WRITE_ONCE(*x, 1); synchronize_rcu(); WRITE_ONCE(*y, 1);"}, "exists (0:r0=0 /\\ 0:r1=1)"},
    {"RcuInABranch", {"r2 = READ_ONCE(*z); if (r2) { rcu_read_lock(); r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); rcu_read_unlock(); } else { r0 = READ_ONCE(*y); }", "WRITE_ONCE(*x, 1); synchronize_rcu(); WRITE_ONCE(*y, 1);", "WRITE_ONCE(*z, 1);"}, "exists (0:r0=0 /\\ 0:r1=1)"},
    {"RcuLockAloneInABranch", {"r2 = READ_ONCE(*z); if (r2) rcu_read_lock(); r0 = READ_ONCE(*x); if (r2) rcu_read_unlock();", "WRITE_ONCE(*z, 1); synchronize_rcu(); WRITE_ONCE(*x, 1);"}, "exists (0:r0=1 /\\ 0:r2=1)"},
    {"Race", {"*x = 1; smp_wmb(); WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); if (r0) r1 = *x;"}, "exists (1:r0=1 /\\ 1:r1=0)"},
    {"Wait", {"WRITE_ONCE(*x, 1); smp_store_release(y, 1);", "r0 = smp_load_acquire(y); while (r0 == 0) { r0 = smp_load_acquire(y); } r1 = READ_ONCE(*x);"}, "forall (1:r1=1)"},
    {"Filter", {"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x);"}, "filter (0:r0=0 \\/ x=2) exists (1:r0=0)"}};
// clang-format on

} // namespace barrister
