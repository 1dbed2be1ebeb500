// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/primitives.hpp"
#include "spec/fences.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr auto None = RmwResult::None, Old = RmwResult::Old, New = RmwResult::New;
constexpr bool by_one = true, complemented = true;

// Fences have a table of their own (spec/fences.hpp).
constexpr Primitive plain[] = {
    {"READ_ONCE", Shape::Read, Tag::Once},
    {"WRITE_ONCE", Shape::Write, Tag::Once},
    {"smp_load_acquire", Shape::ReadPointer, Tag::Acquire},
    {"smp_store_release", Shape::WritePointer, Tag::Release},
    {"smp_store_mb", Shape::WriteAndFence, Tag::Once},
    {"rcu_dereference", Shape::Read, TagSet(Tag::Once) | Tag::Deref},
    {"rcu_assign_pointer", Shape::Write, Tag::Release},

    {"barrier", Shape::Fence, Tag::Barrier},

    {"rcu_read_lock", Shape::Fence, Tag::RcuLock},
    {"rcu_read_unlock", Shape::Fence, Tag::RcuUnlock},
    {"synchronize_rcu", Shape::Fence, Tag::SyncRcu},
    {"synchronize_rcu_expedited", Shape::Fence, Tag::SyncRcu},
    {"srcu_read_lock", Shape::ReadPointer, Tag::SrcuLock},
    {"srcu_read_unlock", Shape::WritePointer, Tag::SrcuUnlock},
    {"srcu_down_read", Shape::ReadPointer, Tag::SrcuLock},
    {"srcu_up_read", Shape::WritePointer, Tag::SrcuUnlock},
    {"synchronize_srcu", Shape::SrcuFence, Tag::SyncSrcu},
    {"synchronize_srcu_expedited", Shape::SrcuFence, Tag::SyncSrcu},

    {"spin_lock", Shape::Lock, {}},
    {"spin_unlock", Shape::Unlock, {}},
    {"spin_trylock", Shape::Trylock, {}},
    {"spin_is_locked", Shape::IsLocked, {}},

    {"atomic_read", Shape::ReadPointer, Tag::Once},
    {"atomic_read_acquire", Shape::ReadPointer, Tag::Acquire},
    {"atomic_set", Shape::WritePointer, Tag::Once},
    {"atomic_set_release", Shape::WritePointer, Tag::Release},

    {"atomic_add", Shape::Arithmetic, Tag::Noreturn, None, Operator::Add},
    {"atomic_sub", Shape::Arithmetic, Tag::Noreturn, None, Operator::Subtract},
    {"atomic_inc", Shape::Arithmetic, Tag::Noreturn, None, Operator::Add, by_one},
    {"atomic_dec", Shape::Arithmetic, Tag::Noreturn, None, Operator::Subtract, by_one},
    {"atomic_and", Shape::Arithmetic, Tag::Noreturn, None, Operator::And},
    {"atomic_or", Shape::Arithmetic, Tag::Noreturn, None, Operator::Or},
    {"atomic_xor", Shape::Arithmetic, Tag::Noreturn, None, Operator::Xor},
    {"atomic_andnot", Shape::Arithmetic, Tag::Noreturn, None, Operator::And, false, complemented},

    {"atomic_sub_and_test", Shape::TestZero, Tag::Mb, New, Operator::Subtract},
    {"atomic_dec_and_test", Shape::TestZero, Tag::Mb, New, Operator::Subtract, by_one},
    {"atomic_inc_and_test", Shape::TestZero, Tag::Mb, New, Operator::Add, by_one},
    {"atomic_add_unless", Shape::AddUnless, Tag::Mb}};

// These are full barriers, and come as _relaxed, _acquire and _release too.
constexpr Primitive ordered[] = {
    {"xchg", Shape::Exchange, Tag::Mb},
    {"cmpxchg", Shape::CompareExchange, Tag::Mb},
    {"atomic_xchg", Shape::Exchange, Tag::Mb},
    {"atomic_cmpxchg", Shape::CompareExchange, Tag::Mb},
    {"atomic_add_return", Shape::Arithmetic, Tag::Mb, New, Operator::Add},
    {"atomic_sub_return", Shape::Arithmetic, Tag::Mb, New, Operator::Subtract},
    {"atomic_inc_return", Shape::Arithmetic, Tag::Mb, New, Operator::Add, by_one},
    {"atomic_dec_return", Shape::Arithmetic, Tag::Mb, New, Operator::Subtract, by_one},
    {"atomic_fetch_add", Shape::Arithmetic, Tag::Mb, Old, Operator::Add},
    {"atomic_fetch_sub", Shape::Arithmetic, Tag::Mb, Old, Operator::Subtract},
    {"atomic_fetch_inc", Shape::Arithmetic, Tag::Mb, Old, Operator::Add, by_one},
    {"atomic_fetch_dec", Shape::Arithmetic, Tag::Mb, Old, Operator::Subtract, by_one},
    {"atomic_fetch_and", Shape::Arithmetic, Tag::Mb, Old, Operator::And},
    {"atomic_fetch_or", Shape::Arithmetic, Tag::Mb, Old, Operator::Or},
    {"atomic_fetch_xor", Shape::Arithmetic, Tag::Mb, Old, Operator::Xor},
    {"atomic_fetch_andnot", Shape::Arithmetic, Tag::Mb, Old, Operator::And, false, complemented},
    {"atomic_add_negative", Shape::TestNegative, Tag::Mb, New, Operator::Add}}; // so since v6.4

struct Ordering {
  std::string_view suffix;
  Tag tag;
};
constexpr Ordering orderings[] = {
    {"_relaxed", Tag::Once}, {"_acquire", Tag::Acquire}, {"_release", Tag::Release}};

std::optional<Primitive> find_exact(std::string_view name) {
  auto const full = name;
  if (auto const f = std::ranges::find(kernel_fences(), name, &KernelFence::name); f != kernel_fences().end())
    return Primitive{f->name, Shape::Fence, f->tag};
  if (auto const p = std::ranges::find(plain, name, &Primitive::name); p != std::end(plain)) return *p;
  auto tags = TagSet(Tag::Mb);
  for (auto const& o : orderings)
    if (name.ends_with(o.suffix)) {
      name.remove_suffix(o.suffix.size());
      tags = o.tag;
      break;
    }
  auto const p = std::ranges::find(ordered, name, &Primitive::name);
  if (p == std::end(ordered)) return find_beyond(full);
  auto found = *p;
  found.tags = tags;
  return found;
}

} // namespace

std::size_t arity(Primitive const& p) {
  switch (p.shape) {
  case Shape::RcuBarrier:
  case Shape::Fence: return 0;
  case Shape::Write:
  case Shape::WritePointer:
  case Shape::WriteAndFence:
  case Shape::ReadChecked:
  case Shape::WaitingRead:
  case Shape::ChangeBit:
  case Shape::LockBit:
  case Shape::TestBit:
  case Shape::CallRcu:
  case Shape::Exchange: return 2;
  case Shape::CompareExchange:
  case Shape::TryCompareExchange:
  case Shape::FetchAddUnless:
  case Shape::AddUnless: return 3;
  case Shape::Arithmetic:
  case Shape::TestZero:
  case Shape::TestNegative: return p.by_one ? 1 : 2;
  default: return p.saves_flags ? 2 : 1;
  }
}

bool gives_value(Primitive const& p) {
  switch (p.shape) {
  case Shape::Write:
  case Shape::WritePointer:
  case Shape::WriteAndFence:
  case Shape::Fence:
  case Shape::SrcuFence:
  case Shape::CallRcu:
  case Shape::RcuBarrier:
  case Shape::ReadLock:
  case Shape::ReadUnlock:
  case Shape::WriteLock:
  case Shape::WriteUnlock:
  case Shape::Lock:
  case Shape::Unlock: return false;
  case Shape::ChangeBit:
  case Shape::Arithmetic: return p.result != RmwResult::None;
  default: return true;
  }
}

std::optional<Primitive> find_primitive(std::string_view name) {
  for (std::string_view const prefix : {"atomic64_", "atomic_long_"})
    if (name.starts_with(prefix)) return find_exact("atomic_" + std::string(name.substr(prefix.size())));
  return find_exact(name);
}

std::vector<std::string> primitive_names() {
  std::vector<std::string> names;
  for (auto const& f : kernel_fences()) names.emplace_back(f.name);
  for (auto const& p : plain) names.emplace_back(p.name);
  for (auto const& p : ordered) {
    names.emplace_back(p.name);
    for (auto const& o : orderings) names.push_back(std::string(p.name) + std::string(o.suffix));
  }
  for (auto& name : names_beyond()) names.push_back(std::move(name));
  return names;
}

} // namespace barrister::frontend::litmus
