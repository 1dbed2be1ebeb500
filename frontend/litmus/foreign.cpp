// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/foreign.hpp"
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/in_library.hpp"
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
    {"dma_mb", "did you mean 'smp_mb'? Devices are not modelled"},
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

    {"RCU_LOCKDEP_WARN", "leave it out: a model finds what lockdep looks for"},
    {"data_race", "READ_ONCE() says that a race is meant"},
    {"container_of", "keep a pointer to the whole: where a member stands in it is not modelled"},
    {"BIT", "write '1UL << n'"},
    {"BIT_ULL", "write '1ULL << n'"},
    {"__set_bit", "it is no one access: write 'p |= 1UL << n', or 'set_bit'"},
    {"__clear_bit", "it is no one access: write 'p &= ~(1UL << n)', or 'clear_bit'"},
    {"__clear_bit_unlock", "write 'smp_store_release' of the word without the bit, or 'clear_bit_unlock'"},
    {"__test_and_set_bit", "it is no one access: write what it does, or 'test_and_set_bit'"},
    {"__test_and_clear_bit", "it is no one access: write what it does, or 'test_and_clear_bit'"},
    {"swap", "three assignments and a local do the same"},
    {"IS_ENABLED", "write what the configuration makes of it"},
    {"min", "write 'a < b ? a : b'"},
    {"min_t", "write 'a < b ? a : b'"},
    {"max", "write 'a > b ? a : b'"},
    {"max_t", "write 'a > b ? a : b'"},
    {"typeof", "write the type itself"},
    {"__typeof__", "write the type itself"},
    {"static_assert", "inside of a function, 'BUILD_BUG_ON' of the opposite says so"},
    {"DECLARE_RWSEM", "declare it by its type: 'struct rw_semaphore name;', which 'use rwsem;' has"},
    {"LIST_HEAD", "lists are not modelled: declare the members, and the pointers between them"},
    {"kmalloc", "objects are declared, and their addresses known: 'struct s s;', and '&s'"},
    {"kzalloc", "objects are declared, and their addresses known: 'struct s s;', and '&s'"},
    {"kfree", "nothing is freed: a ghost that says so is what a claim can ask for"},
    {"kfree_rcu", "nothing is freed: synchronize_rcu(), and a ghost that says that it is, can be asked for"},
    {"guard", "write 'guard(name)(lock);'"},
    {"scoped_guard", "write 'scoped_guard (name, lock) { ... }'"},
    {"scoped_cond_guard", "write 'if (mutex_trylock(l)) { ... }', with the unlock at each way out"},
    {"DEFINE_GUARD", "write the lock and, at each way out, the unlock"},
    {"DEFINE_LOCK_GUARD_0", "write the lock and, at each way out, the unlock"},
    {"DEFINE_LOCK_GUARD_1", "write the lock and, at each way out, the unlock"},
    {"CLASS", "write the lock and, at each way out, the unlock"},
    {"spin_lock_init", "leave it out: a lock is free when it is declared"},
    {"raw_spin_lock_init", "leave it out: a lock is free when it is declared"},
    {"mutex_init", "leave it out: a lock is free when it is declared"},
    {"init_completion", "leave it out: what is declared starts with 0"},
    {"init_waitqueue_head", "leave it out: what is declared starts with 0"},
    {"local_lock", "write 'preempt_disable()', which it is where preemption is not for real time"},
    {"local_unlock", "write 'preempt_enable()', which it is where preemption is not for real time"},
    {"mutex_lock_interruptible", "signals are not modelled: write 'mutex_lock'"},
    {"mutex_lock_killable", "signals are not modelled: write 'mutex_lock'"},
    {"arch_mcs_spin_lock_contended", "write 'smp_cond_load_acquire(l, VAL)', which it is"},
    {"arch_mcs_spin_unlock_contended", "write 'smp_store_release(l, 1)', which it is"},
    {"raw_spin_rq_lock", "write 'raw_spin_lock(&rq->lock)'"},
    {"raw_spin_rq_unlock", "write 'raw_spin_unlock(&rq->lock)'"},
    {"VM_BUG_ON_PAGE", "write 'VM_BUG_ON' of the condition"},
    {"need_resched", "write 'choose(2)': it may be either"},
    {"vcpu_is_preempted", "write 'choose(2)': it may be either"},
    {"cond_resched", "leave it out: where preemption is on, a task may be preempted anywhere"},
    {"yield", "leave it out: where preemption is on, a task may be preempted anywhere"},
    {"percpu_down_read", "'use rwsem;' has 'down_read' of a semaphore that is not of each CPU"},
    {"percpu_up_read", "'use rwsem;' has 'up_read' of a semaphore that is not of each CPU"},
    {"percpu_down_write", "'use rwsem;' has 'down_write' of a semaphore that is not of each CPU"},
    {"percpu_up_write", "'use rwsem;' has 'up_write' of a semaphore that is not of each CPU"},
    {"down", "a semaphore that one at a time has is a 'struct mutex': write 'mutex_lock'"},
    {"up", "a semaphore that one at a time has is a 'struct mutex': write 'mutex_unlock'"},
    {"synchronize_rcu_tasks", "no model has RCU of tasks, and 'synchronize_rcu' does not wait for it"},
    {"synchronize_rcu_tasks_trace", "no model has RCU of tasks, and 'synchronize_rcu' does not wait for it"},
    {"rcu_read_lock_trace", "no model has RCU of tasks"},
    {"rcu_read_unlock_trace", "no model has RCU of tasks"},
    {"call_srcu", "write a task that does 'synchronize_srcu', and then what is called"},
    {"srcu_read_lock_fast", "write 'srcu_read_lock'"},
    {"srcu_read_unlock_fast", "write 'srcu_read_unlock'"},
    {"spin_unlock_wait", "write 'spin_lock' and 'spin_unlock', as the kernel does since v4.14"},
    {"atomic_dec_and_lock", "write its two ways: the lock is taken on one of them"},
    {"refcount_dec_and_lock", "write its two ways: the lock is taken on one of them"},
    {"queue_work", "what it does later is a 'task', or an 'agent', of its own"},
    {"schedule_work", "what it does later is a 'task', or an 'agent', of its own"},
    {"kthread_run", "a thread is 'task NAME { ... }'"},
    {"READ_ONCE_NOCHECK", "write 'READ_ONCE'"},
    {"arch_cmpxchg", "write 'cmpxchg'"},
    {"arch_xchg", "write 'xchg'"},
    {"udelay", "leave it out: there is no time here, and whatever takes long may"},
    {"ndelay", "leave it out: there is no time here, and whatever takes long may"},
    {"mdelay", "leave it out: there is no time here, and whatever takes long may"},
    {"msleep", "leave it out: there is no time here, and whatever takes long may"},
    {"time_after", "there is no time here: 'choose(2)' is either answer"},
    {"time_before", "there is no time here: 'choose(2)' is either answer"},
    {"wait_event", "'use sched;' has it, of a condition that is a function"},
    {"on_each_cpu", "'use smp;' has smp_call_function_single(), of one CPU"},
    {"cpus_read_lock", "'use hotplug;' has it by its old name, 'get_online_cpus'"},
    {"in_interrupt", "what an interrupt runs is 'interrupt NAME { ... }': no code has to ask"},
    {"in_task", "what a task runs is 'task NAME { ... }': no code has to ask"},
    {"irqs_disabled", "code knows, and a model finds, where interrupts are off"},
};
// Whole families of them.
constexpr Foreign families[] = {
    {"list_", "lists are not modelled: declare the members, and the pointers between them"},
    {"hlist_", "lists are not modelled: declare the members, and the pointers between them"},
    {"llist_for_each", "write the loop: 'for (n = first; n; n = llist_next(n))'; 'use llist;' has the rest"},
    {"llist_", "'use llist;' has the list, and 'llist_entry', but not this"},
    {"INIT_LIST_HEAD", "lists are not modelled: declare the members, and the pointers between them"},
    {"rb_", "trees are not modelled: declare the nodes, and the pointers between them"},
    {"xa_", "arrays that grow are not modelled: declare one of some elements"},
    {"for_each_", "write the loop: 'for (int cpu = 0; cpu < 2; cpu++)'"},
    {"trace_", "leave it out: it orders nothing that a model knows of"},
    {"pr_", "leave it out: it orders nothing that a model knows of"},
    {"ASSERT_EXCLUSIVE_", "leave it out: of every protocol it is asked whether its plain accesses race"},
    {"static_branch_", "a variable, or 'choose(2)', says which way it goes"},
    {"IS_ERR", "a pointer is NULL, or the address of something declared"},
    {"ERR_PTR", "a pointer is NULL, or the address of something declared"},
    {"PTR_ERR", "a pointer is NULL, or the address of something declared"},
    {"assign_bit", "write 'set_bit' or 'clear_bit'"},
    {"DEFINE_STATIC_KEY_", "a variable, or 'choose(2)', says which way it goes"},
    {"DEFINE_SEQLOCK", "declare it by its type: 'seqlock_t name;', which 'use seqlock;' has"},
    {"DEFINE_", "declare it by its type: 'type name;'"},
    {"DECLARE_", "declare it by its type: 'type name;'"},
    {"this_cpu_", "write what it does to '*this_cpu_ptr(&v)', with interrupts off if a handler does so, too"},
    {"__this_cpu_", "write what it does to '*this_cpu_ptr(&v)'"},
    {"raw_cpu_", "write what it does to '*this_cpu_ptr(&v)'"},
};
// Constants of headers.
constexpr Foreign constants[] = {
    {"INT_MAX", "'#define INT_MAX 0x7fffffff' declares it"},
    {"INT_MIN", "'#define INT_MIN (-0x7fffffff - 1)' declares it"},
    {"UINT_MAX", "'#define UINT_MAX 0xffffffffu' declares it"},
    {"LONG_MAX", "'#define LONG_MAX 0x7fffffffffffffffl' declares it"},
    {"ULONG_MAX", "'#define ULONG_MAX 0xfffffffffffffffful' declares it"},
    {"U32_MAX", "'#define U32_MAX 0xffffffffu' declares it"},
    {"U64_MAX", "'#define U64_MAX 0xfffffffffffffffful' declares it"},
    {"EPERM", "'#define EPERM 1' declares it"},
    {"EINTR", "'#define EINTR 4' declares it"},
    {"EAGAIN", "'#define EAGAIN 11' declares it"},
    {"ENOMEM", "'#define ENOMEM 12' declares it"},
    {"EBUSY", "'#define EBUSY 16' declares it"},
    {"EINVAL", "'#define EINVAL 22' declares it"},
    {"EDEADLK", "'#define EDEADLK 35' declares it"},
    {"ETIMEDOUT", "'#define ETIMEDOUT 110' declares it"},
    {"ENOENT", "'#define ENOENT 2' declares it"},
    {"NR_CPUS", "'#define NR_CPUS 2' declares it: as many as the world has"},
    {"nr_cpu_ids", "'#define nr_cpu_ids 2' declares it: as many as the world has"},
    {"TASK_RUNNING", "'use sched;' has it"},
    {"TASK_INTERRUPTIBLE", "'use sched;' has it"},
    {"TASK_UNINTERRUPTIBLE", "'use sched;' has it"},
    {"jiffies", "there is no time here: 'choose(2)' is either answer to whether some has passed"},
    {"__ARCH_SPIN_LOCK_UNLOCKED", "leave it out: a lock is free when it is declared"},
};

std::string found(std::string const& name, auto const& all) {
  auto const at = std::ranges::find_if(all, [&](Foreign const& f) { return f.name == name; });
  return at == std::end(all) ? "" : at->instead;
}

} // namespace

std::string meant_by_constant(std::string const& name) { return found(name, constants); }

std::string meant_by_macro(std::string const& name) {
  if (auto hint = found(name, foreign); !hint.empty()) return hint;
  auto const at = std::ranges::find_if(families, [&](Foreign const& f) { return name.starts_with(f.name); });
  return at == std::end(families) ? "" : at->instead;
}

std::string meant_by_function(std::string const& name, std::vector<std::string> const& known, CalledIn in) {
  if (auto hint = found(name, foreign); !hint.empty()) return hint;
  if (auto hint = library_with_function(name); !hint.empty())
    return in == CalledIn::Test ? hint + ", in a protocol" : hint;
  if (auto hint = did_you_mean(name, known); !hint.empty()) return hint;
  if (auto hint = meant_by_macro(name); !hint.empty()) return hint;
  std::vector<std::string> names;
  for (auto const& f : foreign) names.emplace_back(f.name);
  auto const near = nearest(name, names);
  return near && name.size() > 3 ? "if this is '" + *near + "': " + found(*near, foreign) : "";
}

} // namespace barrister::frontend::litmus
