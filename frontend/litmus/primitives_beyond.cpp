// SPDX-License-Identifier: BSD-2-Clause
// What linux-kernel.def does not have. Orderings are those of Documentation/atomic_t.txt, atomic_bitops.txt
// and refcount-vs-atomic.rst: an operation that fails orders nothing, one without a result orders nothing.
#include "frontend/litmus/primitives.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr auto None = RmwResult::None, Old = RmwResult::Old;

// Interrupts and preemption are no part of a litmus test: of the forms that disable them the lock remains. A
// mutex orders as a spinlock does.
constexpr Primitive beyond[] = {
    {"mutex_lock", Shape::Lock, {}},
    {"mutex_lock_nested", Shape::Lock, {}, None, Operator::Add, false, false, true},
    {"mutex_unlock", Shape::Unlock, {}},
    {"mutex_trylock", Shape::Trylock, {}},
    {"mutex_is_locked", Shape::IsLocked, {}},

    {"read_lock", Shape::ReadLock, Tag::Acquire},
    {"read_unlock", Shape::ReadUnlock, Tag::Release},
    {"read_trylock", Shape::ReadTrylock, Tag::Acquire},
    {"write_lock", Shape::WriteLock, Tag::Acquire},
    {"write_unlock", Shape::WriteUnlock, Tag::Release},
    {"write_trylock", Shape::WriteTrylock, Tag::Acquire},

    {"rcu_access_pointer", Shape::Read, Tag::Once},
    {"rcu_dereference_raw", Shape::Read, Tag::Once},
    {"rcu_dereference_bh", Shape::Read, Tag::Once},
    {"rcu_dereference_sched", Shape::Read, Tag::Once},
    {"rcu_dereference_check", Shape::ReadChecked, Tag::Once},
    {"rcu_dereference_protected", Shape::ReadChecked, {}},
    {"RCU_INIT_POINTER", Shape::Write, Tag::Once},
    {"synchronize_sched", Shape::Fence, Tag::SyncRcu}, // until v5.0; then synchronize_rcu() is both
    {"rcu_read_lock_bh", Shape::Fence, Tag::RcuLock},
    {"rcu_read_unlock_bh", Shape::Fence, Tag::RcuUnlock},
    {"rcu_read_lock_sched", Shape::Fence, Tag::RcuLock},
    {"rcu_read_unlock_sched", Shape::Fence, Tag::RcuUnlock},

    {"smp_acquire__after_ctrl_dep", Shape::Fence, Tag::Rmb},

    {"call_rcu", Shape::CallRcu, Tag::Release},
    {"rcu_barrier", Shape::RcuBarrier, Tag::Acquire},

    {"smp_cond_load_acquire", Shape::WaitingRead, Tag::Acquire},
    {"smp_cond_load_relaxed", Shape::WaitingRead, Tag::Once},
    {"atomic_cond_read_acquire", Shape::WaitingRead, Tag::Acquire},
    {"atomic_cond_read_relaxed", Shape::WaitingRead, Tag::Once},

    {"atomic_inc_not_zero", Shape::IncrementNotZero, Tag::Mb},
    {"atomic_fetch_add_unless", Shape::FetchAddUnless, Tag::Mb},
    {"atomic_inc_unless_negative", Shape::IncrementUnlessNegative, Tag::Mb},
    {"atomic_dec_unless_positive", Shape::DecrementUnlessPositive, Tag::Mb},
    {"atomic_dec_if_positive", Shape::DecrementIfPositive, Tag::Mb},

    {"set_bit", Shape::ChangeBit, Tag::Noreturn, None, Operator::Or},
    {"clear_bit", Shape::ChangeBit, Tag::Noreturn, None, Operator::And, false, true},
    {"change_bit", Shape::ChangeBit, Tag::Noreturn, None, Operator::Xor},
    {"clear_bit_unlock", Shape::ChangeBit, Tag::Release, None, Operator::And, false, true},
    {"test_and_set_bit", Shape::ChangeBit, Tag::Mb, Old, Operator::Or},
    {"test_and_clear_bit", Shape::ChangeBit, Tag::Mb, Old, Operator::And, false, true},
    {"test_and_change_bit", Shape::ChangeBit, Tag::Mb, Old, Operator::Xor},
    {"test_and_set_bit_lock", Shape::LockBit, Tag::Acquire, Old, Operator::Or},
    {"test_bit", Shape::TestBit, Tag::Once},
    {"test_bit_acquire", Shape::TestBit, Tag::Acquire},

    {"refcount_read", Shape::ReadPointer, Tag::Once},
    {"refcount_set", Shape::WritePointer, Tag::Once},
    {"refcount_add", Shape::Arithmetic, Tag::Once, None, Operator::Add},
    {"refcount_inc", Shape::Arithmetic, Tag::Once, None, Operator::Add, true},
    {"refcount_dec", Shape::Arithmetic, Tag::Release, None, Operator::Subtract, true},
    {"refcount_inc_not_zero", Shape::IncrementNotZero, Tag::Once},
    {"refcount_dec_and_test", Shape::LastReference, Tag::Release}};

// These come as _relaxed, _acquire and _release, too.
constexpr Primitive ordered[] = {{"atomic_try_cmpxchg", Shape::TryCompareExchange, Tag::Mb},
                                 {"try_cmpxchg", Shape::TryCompareExchange, Tag::Mb},
                                 {"xchg64", Shape::Exchange, Tag::Mb},
                                 {"cmpxchg64", Shape::CompareExchange, Tag::Mb},
                                 {"try_cmpxchg64", Shape::TryCompareExchange, Tag::Mb}};

// spin_lock_irq(l) is spin_lock(l); spin_lock_irqsave(l, flags) and spin_lock_nested(l, subclass), too.
std::optional<Primitive> find_lock(std::string name) {
  bool const is_arch = name.starts_with("arch_"); // these have no forms that disable something
  if (is_arch || name.starts_with("raw_")) name.erase(0, is_arch ? 5 : 4);
  bool saves = name == "spin_lock_nested";
  if (saves) name = "spin_lock";
  for (std::string_view const suffix : {"_irqsave", "_irqrestore", "_irq", "_bh"})
    if (name.ends_with(suffix)) {
      if (is_arch) return std::nullopt;
      saves = suffix == "_irqsave" || suffix == "_irqrestore";
      name.resize(name.size() - suffix.size());
      break;
    }
  constexpr Primitive locks[] = {{"spin_lock", Shape::Lock, {}},
                                 {"spin_unlock", Shape::Unlock, {}},
                                 {"spin_trylock", Shape::Trylock, {}},
                                 {"spin_is_locked", Shape::IsLocked, {}}};
  auto found = std::optional<Primitive>();
  if (auto const p = std::ranges::find(locks, name, &Primitive::name); p != std::end(locks)) found = *p;
  if (name.starts_with("read_") || name.starts_with("write_"))
    if (auto const p = std::ranges::find(beyond, name, &Primitive::name); p != std::end(beyond)) found = *p;
  if (found) found->saves_flags = saves;
  return found;
}

} // namespace

std::optional<Primitive> find_beyond(std::string_view name) {
  if (auto const lock = find_lock(std::string(name))) return lock;
  if (auto const p = std::ranges::find(beyond, name, &Primitive::name); p != std::end(beyond)) return *p;
  TagSet tags = Tag::Mb;
  for (auto const& [suffix, tag] : {std::pair<std::string_view, Tag>{"_relaxed", Tag::Once},
                                    {"_acquire", Tag::Acquire},
                                    {"_release", Tag::Release}})
    if (name.ends_with(suffix)) {
      name.remove_suffix(suffix.size());
      tags = tag;
    }
  auto const p = std::ranges::find(ordered, name, &Primitive::name);
  if (p == std::end(ordered)) return std::nullopt;
  auto found = *p;
  found.tags = tags;
  return found;
}

std::vector<std::string> names_beyond() {
  std::vector<std::string> out{"raw_spin_lock", "spin_lock_irqsave", "spin_unlock_irqrestore"};
  for (auto const& p : beyond) out.emplace_back(p.name);
  for (auto const& p : ordered) out.emplace_back(p.name);
  return out;
}

} // namespace barrister::frontend::litmus
