// SPDX-License-Identifier: BSD-2-Clause
// A primitive is known by its row in the front end's table: what it does is its shape's, what it orders its
// tags'. The sentences are of Documentation/memory-barriers.txt, atomic_t.txt, atomic_bitops.txt and
// refcount-vs-atomic.rst, and of tools/memory-model/linux-kernel.def, bell and cat of v6.15.
#include "lsp/calls.hpp"
#include "frontend/litmus/per_cpu_updates.hpp"
#include "frontend/litmus/primitives.hpp"
#include <algorithm>
#include <string_view>

namespace barrister::lsp {
namespace {

using frontend::litmus::Primitive, frontend::litmus::Shape;

char const* of_lock(bool releases) {
  return releases ? "A release: what comes before it, comes before what the next owner of the lock does."
                  : "An acquire, of the unlock before it: what comes after it, comes after what the owner "
                    "before did.";
}

struct Words {
  std::string arguments, does;
};
std::string operation(Primitive const& p) {
  std::string const amount = p.by_one ? "1" : "v";
  switch (p.op) {
  case Operator::Add: return "adds " + amount + " to";
  case Operator::Subtract: return "subtracts " + amount + " from";
  case Operator::And: return p.complemented ? "clears the bits of v in" : "ands v into";
  case Operator::Or: return "ors v into";
  case Operator::Xor: return "xors v into";
  default: return "changes";
  }
}
std::string change_of_bit(Primitive const& p) {
  return p.op == Operator::Or ? "Sets" : p.op == Operator::And ? "Clears" : "Flips";
}
std::string given(Primitive const& p) {
  return p.result == RmwResult::Old   ? ", and gives the old value"
         : p.result == RmwResult::New ? ", and gives the new value"
                                      : "";
}

Words words(Primitive const& p) {
  std::string const flags = p.saves_flags ? ", flags" : "";
  switch (p.shape) {
  case Shape::Read: return {"x", "Reads x, once."};
  case Shape::ReadPointer:
    if (p.tags.has(Tag::SrcuLock)) return {"s", "Begins a reader of the SRCU domain s, and gives its index."};
    return {"p", "Reads *p, once."};
  case Shape::Write: return {"x, v", "Writes v to x, once."};
  case Shape::WritePointer:
    if (p.tags.has(Tag::SrcuUnlock))
      return {"s, index", "Ends the reader of the SRCU domain s that has this index."};
    return {"p, v", "Writes v to *p, once."};
  case Shape::WriteAndFence: return {"x, v", "Writes v to x, once, and is a full barrier behind that."};
  case Shape::Fence:
    if (p.tags.has(Tag::RcuLock)) return {"", "Begins a reader of RCU."};
    if (p.tags.has(Tag::RcuUnlock)) return {"", "Ends a reader of RCU."};
    if (p.tags.has(Tag::SyncRcu)) return {"", "Waits for each reader of RCU that has begun."};
    return {"", "A barrier; it makes no access."};
  case Shape::SrcuFence: return {"s", "Waits for each reader of the SRCU domain s that has begun."};
  case Shape::Exchange: return {"p, v", "Writes v to *p, and gives what was there, in one step."};
  case Shape::CompareExchange:
    return {"p, old, v", "Writes v to *p where it is old, in one step; gives what was there."};
  case Shape::TryCompareExchange:
    return {"p, &old, v",
            "Writes v to *p where it is old, in one step, and gives true; else puts what was there "
            "into old."};
  case Shape::Arithmetic: {
    auto does = operation(p) + " *p, in one step" + given(p) + ".";
    does[0] = static_cast<char>(does[0] - 'a' + 'A');
    return {p.by_one ? "p" : "v, p", does};
  }
  case Shape::TestZero: {
    auto does = operation(p) + " *p, in one step; gives whether it is 0 then.";
    does[0] = static_cast<char>(does[0] - 'a' + 'A');
    return {p.by_one ? "p" : "v, p", does};
  }
  case Shape::TestNegative: return {"v, p", "Adds v to *p, in one step; gives whether it is negative then."};
  case Shape::AddUnless:
    return {"p, v, u", "Adds v to *p unless it is u, in one step; gives whether it did."};
  case Shape::FetchAddUnless:
    return {"p, v, u", "Adds v to *p unless it is u, in one step; gives what was there."};
  case Shape::IncrementNotZero:
    return {"p", "Adds 1 to *p unless it is 0, in one step; gives whether it did."};
  case Shape::IncrementUnlessNegative:
    return {"p", "Adds 1 to *p unless it is negative, in one step; gives whether it did."};
  case Shape::DecrementUnlessPositive:
    return {"p", "Subtracts 1 from *p unless it is positive, in one step; gives whether it did."};
  case Shape::DecrementIfPositive:
    return {"p", "Subtracts 1 from *p if it is positive, in one step; gives the value less 1."};
  case Shape::Lock: return {"l" + flags, "Waits until the lock is free, and takes it."};
  case Shape::Unlock: return {"l" + flags, "Gives the lock back."};
  case Shape::Trylock: return {"l" + flags, "Takes the lock if it is free; gives whether it did."};
  case Shape::IsLocked: return {"l", "Gives whether somebody has the lock."};
  case Shape::ReadLock: return {"l" + flags, "Waits until no writer has the lock, and takes it as a reader."};
  case Shape::ReadUnlock: return {"l" + flags, "A reader gives the lock back."};
  case Shape::ReadTrylock:
    return {"l" + flags, "Takes the lock as a reader if no writer has it; gives whether it did."};
  case Shape::WriteLock: return {"l" + flags, "Waits until nobody has the lock, and takes it as a writer."};
  case Shape::WriteUnlock: return {"l" + flags, "A writer gives the lock back."};
  case Shape::WriteTrylock:
    return {"l" + flags, "Takes the lock as a writer if nobody has it; gives whether it did."};
  case Shape::ReadChecked: return {"x, c", "Reads x; the check c is not looked at."};
  case Shape::WaitingRead:
    return {"p, condition of VAL", "Reads *p until the condition holds of what it read, VAL."};
  case Shape::ChangeBit:
    return {"n, p", change_of_bit(p) + " bit n of *p, in one step" +
                        (p.result == RmwResult::None ? "." : "; gives what it was.")};
  case Shape::LockBit: return {"n, p", "Sets bit n of *p as a lock, in one step; gives what it was."};
  case Shape::TestBit: return {"n, p", "Gives bit n of *p."};
  case Shape::LastReference:
    return {"r", "Gives one reference back, in one step; gives whether it was the last."};
  case Shape::CallRcu:
    return {"p, f", "Has f(p) called, some time after each reader of RCU that has begun has ended."};
  case Shape::RcuBarrier: return {"", "Waits until what call_rcu() was given before has been called."};
  }
  return {};
}

// Some succeed or fail: an operation that fails orders nothing.
bool may_fail(Shape shape) {
  switch (shape) {
  case Shape::CompareExchange:
  case Shape::TryCompareExchange:
  case Shape::AddUnless:
  case Shape::FetchAddUnless:
  case Shape::IncrementNotZero:
  case Shape::IncrementUnlessNegative:
  case Shape::DecrementUnlessPositive:
  case Shape::DecrementIfPositive: return true;
  default: return false;
  }
}

std::string orders(Primitive const& p) {
  switch (p.shape) {
  case Shape::Lock:
  case Shape::ReadLock:
  case Shape::WriteLock: return of_lock(false);
  case Shape::Trylock:
  case Shape::ReadTrylock:
  case Shape::WriteTrylock: return std::string(of_lock(false)) + " Where it fails, it orders nothing.";
  case Shape::Unlock:
  case Shape::ReadUnlock:
  case Shape::WriteUnlock: return of_lock(true);
  case Shape::IsLocked: return "Orders nothing.";
  case Shape::WriteAndFence: return "All accesses before it, the write too, come before all that follow.";
  case Shape::LastReference:
    return "A release; where it gives true, also an acquire by the branch on that (refcount-vs-atomic.rst).";
  case Shape::CallRcu:
    return "What comes before it, comes before what f does, as do all readers that had begun.";
  case Shape::RcuBarrier: return "What those calls did, comes before what follows.";
  default: break;
  }
  auto const& t = p.tags;
  std::string const fails = may_fail(p.shape) ? " Where it fails, it orders nothing." : "";
  if (t.has(Tag::Mb) && p.shape == Shape::Fence) return "All accesses before it come before all that follow.";
  if (t.has(Tag::Mb))
    return "A full barrier on both sides: all accesses before it come before all that follow." + fails;
  if (t.has(Tag::Rmb)) return "Reads before it come before reads that follow. Writes it does not order.";
  if (t.has(Tag::Wmb)) return "Writes before it come before writes that follow. Reads it does not order.";
  if (t.has(Tag::Barrier)) return "Nothing between CPUs: it is for the compiler alone.";
  if (t.has(Tag::BeforeAtomic))
    return "With the atomic operation behind it: accesses before it come before that operation, and what "
           "follows.";
  if (t.has(Tag::AfterAtomic))
    return "With the atomic operation before it: that operation, and accesses before, come before what "
           "follows.";
  if (t.has(Tag::AfterSpinlock))
    return "With the lock taken before it: accesses before that lock come before accesses that follow.";
  if (t.has(Tag::AfterUnlockLock))
    return "With an unlock, and a lock behind that, on one CPU or of one lock: what comes before the unlock, "
           "comes "
           "before what follows.";
  if (t.has(Tag::AfterSrcuReadUnlock))
    return "With the srcu_read_unlock() before it: accesses before that come before accesses that follow.";
  if (t.has(Tag::RcuLock) || t.has(Tag::RcuUnlock))
    return "Nothing by itself; a grace period does not begin before a reader and end behind it.";
  if (t.has(Tag::SrcuLock) || t.has(Tag::SrcuUnlock))
    return "Nothing by itself; a grace period of its domain does not begin before a reader and end behind "
           "it.";
  if (t.has(Tag::SyncRcu) || t.has(Tag::SyncSrcu))
    return "A full barrier; and a reader that began before it ends before it does: what that did, comes "
           "before what "
           "follows.";
  if (t.has(Tag::Acquire)) return "An acquire: it comes before all that follow." + fails;
  if (t.has(Tag::Release)) return "A release: all accesses before it come before it." + fails;
  if (t.has(Tag::Deref)) return "What depends on what it read by address comes after it.";
  if (t.has(Tag::Noreturn)) return "Nothing: it gives no value.";
  if (t.has(Tag::Once))
    return "Nothing by itself; dependencies on what it reads do, and coherence of one location.";
  return "Nothing: a plain access, which may race.";
}

// Where the kernel says it.
std::string source_of(std::string_view name, Primitive const& p) {
  auto const starts = [&](std::string_view with) { return name.starts_with(with); };
  bool const is_beyond = frontend::litmus::find_beyond(name).has_value();
  std::string where;
  if (starts("smp_cond_load") || starts("atomic_cond_read"))
    where = "include/asm-generic/barrier.h";
  else if (starts("smp_") || name == "barrier")
    where = "Documentation/memory-barriers.txt, include/asm-generic/barrier.h";
  else if (starts("refcount"))
    where = "Documentation/core-api/refcount-vs-atomic.rst, include/linux/refcount.h";
  else if (p.shape == Shape::ChangeBit || p.shape == Shape::LockBit || p.shape == Shape::TestBit)
    where = "Documentation/atomic_bitops.txt, include/asm-generic/bitops/atomic.h";
  else if (starts("atomic") || p.shape == Shape::Exchange || p.shape == Shape::CompareExchange ||
           p.shape == Shape::TryCompareExchange)
    where = "Documentation/atomic_t.txt, include/linux/atomic.h";
  else if (starts("srcu") || starts("synchronize_srcu"))
    where = "include/linux/srcu.h, kernel/rcu/srcutree.c";
  else if (starts("rcu") || starts("RCU") || starts("synchronize_") || starts("call_rcu"))
    where = "Documentation/RCU/whatisRCU.rst, include/linux/rcupdate.h";
  else if (starts("mutex"))
    where = "Documentation/locking/mutex-design.rst, include/linux/mutex.h";
  else if (p.shape == Shape::ReadLock || p.shape == Shape::ReadUnlock || p.shape == Shape::ReadTrylock ||
           p.shape == Shape::WriteLock || p.shape == Shape::WriteUnlock || p.shape == Shape::WriteTrylock)
    where = "include/linux/rwlock.h";
  else if (starts("spin") || starts("raw_spin"))
    where = "Documentation/locking/spinlocks.rst, include/linux/spinlock.h";
  else
    where = "include/asm-generic/rwonce.h";
  return where + (is_beyond ? "" : "; tools/memory-model/linux-kernel.def");
}

struct WorldCall {
  std::string_view name, arguments, does;
  std::string_view source = "";
};
constexpr WorldCall guards[] = {
    // in tests, too
    {"guard", "mutex)(&l",
     "Takes l, until the block ends or is left. spec/litmus.md lists what can be taken.",
     "include/linux/cleanup.h"},
    {"scoped_guard", "mutex, &l",
     "Takes l for the statement behind it, which `break` leaves. spec/litmus.md lists what can be taken.",
     "include/linux/cleanup.h"},
};
constexpr std::string_view percpu = "include/linux/percpu-defs.h";
constexpr std::string_view irqflags = "include/linux/irqflags.h";
constexpr std::string_view preempt = "include/linux/preempt.h";
constexpr std::string_view container = "include/linux/container_of.h";
constexpr std::string_view minmax = "include/linux/minmax.h";
constexpr std::string_view lockdep = "include/linux/lockdep.h";
constexpr std::string_view nothing = "Does nothing here, but what is wrong in its argument is said.";
constexpr WorldCall world_calls[] = {
    {"smp_processor_id", "", "The number of the CPU that runs this.", "include/linux/smp.h"},
    {"raw_smp_processor_id", "", "The number of the CPU that runs this.", "include/linux/smp.h"},
    {"per_cpu", "x, cpu",
     "What DEFINE_PER_CPU has for that CPU: a variable, to read, write or take the address of.", percpu},
    {"per_cpu_ptr", "&x, cpu", "The address of what that CPU has.", percpu},
    {"this_cpu_ptr", "&x", "The address of what this CPU has.", percpu},
    {"raw_cpu_ptr", "&x", "The address of what this CPU has.", percpu},
    {"this_cpu_read", "x", "Reads what this CPU has, once.", percpu},
    {"__this_cpu_read", "x", "Reads what this CPU has, by a plain access.", percpu},
    {"this_cpu_write", "x, v", "Writes what this CPU has, once.", percpu},
    {"__this_cpu_write", "x, v", "Writes what this CPU has, by a plain access.", percpu},
    {"raw_cpu_read", "x", "Reads what this CPU has, by a plain access.", percpu},
    {"raw_cpu_write", "x, v", "Writes what this CPU has, by a plain access.", percpu},
    {"get_cpu_var", "x", "preempt_disable(), and what this CPU has: a variable.", percpu},
    {"get_cpu_ptr", "&x", "preempt_disable(), and the address of what this CPU has.", percpu},
    {"put_cpu_var", "x", "preempt_enable().", percpu},
    {"put_cpu_ptr", "p", "preempt_enable().", percpu},
    {"per_task", "x, p", "What DEFINE_PER_TASK has for the task p."},
    {"local_irq_disable", "", "From here on no interrupt is taken on this CPU.", irqflags},
    {"local_irq_enable", "", "From here on interrupts are taken on this CPU, whatever turned them off.",
     irqflags},
    {"local_irq_save", "flags", "Keeps whether interrupts are on in flags, and turns them off.", irqflags},
    {"local_irq_restore", "flags", "Turns interrupts on if they were on by flags.", irqflags},
    {"preempt_disable", "",
     "From here on this CPU is not switched to another task, and no act runs on it; it counts.", preempt},
    {"preempt_enable", "", "Ends what the preempt_disable() before it began.", preempt},
    {"preempt_disable_notrace", "", "As preempt_disable().", preempt},
    {"preempt_enable_notrace", "", "As preempt_enable().", preempt},
    {"preempt_enable_no_resched", "", "As preempt_enable().", preempt},
    {"raw_local_irq_disable", "", "As local_irq_disable().", irqflags},
    {"raw_local_irq_enable", "", "As local_irq_enable().", irqflags},
    {"raw_local_irq_save", "flags", "As local_irq_save().", irqflags},
    {"raw_local_irq_restore", "flags", "As local_irq_restore().", irqflags},
    {"local_bh_disable", "", "As preempt_disable().", "include/linux/bottom_half.h"},
    {"local_bh_enable", "", "As preempt_enable().", "include/linux/bottom_half.h"},
    {"get_cpu", "", "preempt_disable(), and the number of this CPU.", "include/linux/smp.h"},
    {"put_cpu", "", "preempt_enable().", "include/linux/smp.h"},
    {"choose", "n", "Any number from 0 to n - 1: what holds, holds for each."},
    {"assume", "e",
     "Executions in which e is false are not looked at; at the start of a handler, they are those in which "
     "it has not arrived."},
    {"assert", "e", "Claims that e is true whenever this runs (the claim `assertions`)."},
    {"WARN_ON", "e", "Claims that e is false whenever this runs (the claim `assertions`); gives e.",
     "include/asm-generic/bug.h"},
    {"WARN_ON_ONCE", "e", "Claims that e is false whenever this runs (the claim `assertions`); gives e.",
     "include/asm-generic/bug.h"},
    {"BUG_ON", "e", "Claims that e is false whenever this runs (the claim `assertions`).",
     "include/asm-generic/bug.h"},
    {"WARN", "e, \"format\", ...", "As WARN_ON().", "include/asm-generic/bug.h"},
    {"WARN_ONCE", "e, \"format\", ...", "As WARN_ON().", "include/asm-generic/bug.h"},
    {"SCHED_WARN_ON", "e", "As WARN_ON().", "kernel/sched/sched.h of v6.11"},
    {"VM_BUG_ON", "e", "As BUG_ON().", "include/linux/mmdebug.h"},
    {"VM_WARN_ON", "e", "As WARN_ON().", "include/linux/mmdebug.h"},
    {"VM_WARN_ON_ONCE", "e", "As WARN_ON().", "include/linux/mmdebug.h"},
    {"BUG", "", "Claims that this never runs (the claim `assertions`).", "include/asm-generic/bug.h"},
    {"BUILD_BUG_ON", "e", "An error where the constant e is not 0.", "include/linux/build_bug.h"},
    {"ARRAY_SIZE", "a", "How many elements the array has.", "include/linux/array_size.h"},
    {"container_of", "p, struct s, member", "The struct s that has as its member what p points to.",
     container},
    {"list_entry", "p, struct s, member", "container_of().", container},
    {"llist_entry", "p, struct s, member", "container_of().", container},
    {"hlist_entry", "p, struct s, member", "container_of().", container},
    {"rb_entry", "p, struct s, member", "container_of().", container},
    {"min", "a, b", "The lesser of the two, each evaluated once.", minmax},
    {"max", "a, b", "The greater of the two, each evaluated once.", minmax},
    {"min3", "a, b, c", "The least of the three, each evaluated once.", minmax},
    {"max3", "a, b, c", "The greatest of the three, each evaluated once.", minmax},
    {"min_t", "type, a, b", "The lesser of the two, each converted to the type.", minmax},
    {"max_t", "type, a, b", "The greater of the two, each converted to the type.", minmax},
    {"clamp", "v, low, high", "v, but not less than low, nor more than high.", minmax},
    {"swap", "a, b", "Puts each into the other.", minmax},
    {"BIT", "n", "1UL << n.", "include/vdso/bits.h"},
    {"BIT_ULL", "n", "1ULL << n.", "include/vdso/bits.h"},
    {"GENMASK", "high, low", "The bits from low to high.", "include/linux/bits.h"},
    {"ATOMIC_INIT", "v", "v, for an atomic_t to start with.", "include/linux/types.h"},
    {"ATOMIC64_INIT", "v", "v, for an atomic64_t to start with.", "arch/x86/include/asm/atomic64_64.h"},
    {"ATOMIC_LONG_INIT", "v", "v, for an atomic_long_t to start with.", "include/linux/atomic/atomic-long.h"},
    {"REFCOUNT_INIT", "v", "v, for a refcount_t to start with.", "include/linux/refcount.h"},
    {"__SPIN_LOCK_UNLOCKED", "l", "What a lock starts with: free.", "include/linux/spinlock_types.h"},
    {"__RAW_SPIN_LOCK_UNLOCKED", "l", "What a lock starts with: free.", "include/linux/spinlock_types_raw.h"},
    {"__RW_LOCK_UNLOCKED", "l", "What a lock starts with: free.", "include/linux/rwlock_types.h"},
    {"__MUTEX_INITIALIZER", "l", "What a mutex starts with: free.", "include/linux/mutex.h"},
    {"raise", "interrupt, cpu",
     "Has the handler run once on that CPU, some time, when interrupts are on there. It orders nothing."},
    {"reached", "label", "In claims: whether the statement at that label was executed."},
    {"likely", "e", "1 if e is not 0, else 0.", "include/linux/compiler.h"},
    {"unlikely", "e", "1 if e is not 0, else 0.", "include/linux/compiler.h"},
    {"lockdep_assert_held", "l", nothing, lockdep},
    {"lockdep_assert_held_once", "l", nothing, lockdep},
    {"lockdep_assert_held_read", "l", nothing, lockdep},
    {"lockdep_assert_held_write", "l", nothing, lockdep},
    {"lockdep_assert_not_held", "l", nothing, lockdep},
    {"lockdep_assert_irqs_disabled", "", nothing, lockdep},
    {"lockdep_assert_irqs_enabled", "", nothing, lockdep},
    {"lockdep_assert_preemption_disabled", "", nothing, lockdep},
    {"lockdep_assert_preemption_enabled", "", nothing, lockdep},
    {"assert_spin_locked", "l", nothing, "include/linux/spinlock.h"},
    {"assert_raw_spin_locked", "l", nothing, "include/linux/spinlock.h"},
    {"RCU_LOCKDEP_WARN", "e, \"message\"", nothing, "include/linux/rcupdate.h"},
    {"lockdep_assert", "e", nothing, lockdep},
    {"cond_resched", "", nothing, "include/linux/sched.h"},
    {"might_sleep", "", nothing, "include/linux/kernel.h"},
    {"cpu_relax", "", "Does nothing: it orders nothing.", "arch/x86/include/asm/vdso/processor.h"}};

std::string call(std::string_view name, std::string_view arguments) {
  return std::string(name) + "(" + std::string(arguments) + ")";
}

CallManual manual(WorldCall const& c) {
  return {
      call(c.name, c.arguments), std::string(c.does), {}, std::string(c.source)};
}
CallManual manual(std::string const& name, frontend::litmus::PerCpuUpdate const& u) {
  using What = frontend::litmus::PerCpuUpdate::What;
  std::string const amount = u.by_one ? "1" : "v";
  auto const computes = u.op == Operator::Add        ? "Adds " + amount + " to"
                        : u.op == Operator::Subtract ? "Subtracts " + amount + " from"
                        : u.op == Operator::And      ? "Ands v into"
                                                     : "Ors v into";
  auto const does =
      u.what == What::Exchange ? "Writes v to what this CPU has, and gives what was there"
      : u.what == What::CompareExchange
          ? "Writes v to what this CPU has if that is old, and gives what was there"
          : computes + " what this CPU has" + (u.gives_value ? ", and gives the new value" : "");
  auto const between = u.is_whole ? "; no interrupt comes between read and write."
                                  : "; an interrupt may come between read and write, which are plain.";
  auto const arguments = u.by_one ? "x" : u.what == What::CompareExchange ? "x, old, v" : "x, v";
  return {call(name, arguments), does + between, {}, std::string(percpu)};
}

} // namespace

std::optional<CallManual> manual_of_primitive(std::string const& name) {
  if (auto const at = std::ranges::find(guards, name, &WorldCall::name); at != std::end(guards))
    return manual(*at);
  auto const p = frontend::litmus::find_primitive(name);
  if (!p) return std::nullopt;
  auto const [arguments, does] = words(*p);
  return CallManual{call(name, arguments), does, orders(*p), source_of(name, *p)};
}

std::optional<CallManual> manual_of_world_call(std::string const& name) {
  if (auto const u = frontend::litmus::per_cpu_update(name)) return manual(name, *u);
  auto const at = std::ranges::find(world_calls, name, &WorldCall::name);
  if (at == std::end(world_calls)) return std::nullopt;
  return manual(*at);
}

} // namespace barrister::lsp
