// SPDX-License-Identifier: BSD-2-Clause
// The kernel's concurrency primitives: tools/memory-model/linux-kernel.def of v6.15 as a table.
#pragma once
#include "spec/program.hpp"
#include <string_view>

namespace barrister::frontend::litmus {

enum class Shape : std::uint8_t {
  Read,            // READ_ONCE(*x): the argument is what is read
  ReadPointer,     // smp_load_acquire(x): the argument points to it
  Write,           // WRITE_ONCE(*x, v)
  WritePointer,    // smp_store_release(x, v)
  WriteAndFence,   // smp_store_mb(*x, v): written ONCE, then a full barrier
  Fence,           // smp_mb()
  SrcuFence,       // synchronize_srcu(s)
  Exchange,        // xchg(x, v)
  CompareExchange, // cmpxchg(x, expected, v)
  Arithmetic,      // atomic_add(v, x): gives nothing, the old or the new value
  TestZero,        // atomic_sub_and_test(v, x): whether the new value is 0
  TestNegative,    // atomic_add_negative(v, x)
  AddUnless,       // atomic_add_unless(x, a, u): whether it was done
  Lock,
  Unlock,
  Trylock,
  IsLocked,

  // Beyond linux-kernel.def (primitives_beyond.cpp).
  ReadChecked, // rcu_dereference_check(*p, c): c is a check, and not looked at
  WaitingRead, // smp_cond_load_acquire(p, VAL == 1)
  ReadLock,
  ReadUnlock,
  ReadTrylock,
  WriteLock,
  WriteUnlock,
  WriteTrylock,
  IncrementNotZero,
  FetchAddUnless,
  IncrementUnlessNegative,
  DecrementUnlessPositive,
  DecrementIfPositive,
  ChangeBit, // set_bit(n, p): gives nothing, or whether the bit was set
  LockBit,   // test_and_set_bit_lock(n, p)
  TestBit,
  TryCompareExchange, // try_cmpxchg(p, &old, v)
  LastReference,      // refcount_dec_and_test(r)
  CallRcu,
  RcuBarrier
};

struct Primitive {
  std::string_view name;
  Shape shape;
  TagSet tags;
  RmwResult result = RmwResult::None; // of Arithmetic
  Operator op = Operator::Add;        // of Arithmetic and of the tests
  bool by_one = false;                // atomic_inc(x): the operand is 1
  bool complemented = false;          // atomic_andnot(v, x): the operand is ~v
  bool saves_flags = false;           // spin_lock_irqsave(l, flags): the last argument is not looked at
};
std::size_t arity(Primitive const&);
bool gives_value(Primitive const&);

// Takes _relaxed, _acquire and _release forms too, and atomic64_ and atomic_long_ for atomic_.
std::optional<Primitive> find_primitive(std::string_view name);
std::vector<std::string> primitive_names();
std::optional<Primitive> find_beyond(std::string_view name);
std::vector<std::string> names_beyond();

} // namespace barrister::frontend::litmus
