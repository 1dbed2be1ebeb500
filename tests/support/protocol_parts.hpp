// SPDX-License-Identifier: BSD-2-Clause
// Protocols written in C++: each statement a function, each context a block of them.
#pragma once
#include "spec/protocol.hpp"
#include <initializer_list>

namespace barrister::protocol_parts {

// Expressions.
ExpressionPtr constant(Value);
ExpressionPtr constant(std::int64_t);
ExpressionPtr use(LocalId);
ExpressionPtr this_cpu();
ExpressionPtr compute(ExpressionPtr left, Operator, ExpressionPtr right);
ExpressionPtr compute_in(Type const&, ExpressionPtr left, Operator, ExpressionPtr right);
ExpressionPtr converted(ExpressionPtr, Type const&);
ExpressionPtr logical_not(ExpressionPtr);
inline ExpressionPtr equal(ExpressionPtr l, ExpressionPtr r) {
  return compute(std::move(l), Operator::Equal, std::move(r));
}
inline ExpressionPtr equal(LocalId l, std::int64_t n) { return equal(use(l), constant(n)); }

// Statements.
Statement assign(LocalId, ExpressionPtr);
Statement load(LocalId, ExpressionPtr address);
Statement wait_until(LocalId, ExpressionPtr address, ExpressionPtr condition);
Statement store(ExpressionPtr address, ExpressionPtr value);
Statement store(ExpressionPtr address, std::int64_t value);
Statement fence(Tag);
Statement add(ExpressionPtr address, std::int64_t);                   // atomic_add()
Statement arithmetic(Operator, ExpressionPtr address, ExpressionPtr); // atomic_or(), …
Statement exchange(LocalId, ExpressionPtr address, ExpressionPtr value);
Statement compare_exchange(LocalId, ExpressionPtr address, ExpressionPtr expected, ExpressionPtr value);
Statement mutex_lock(ExpressionPtr address); // waits as a read-modify-write: 0 to 1
Statement lock(ExpressionPtr address);
Statement unlock(ExpressionPtr address);
Statement trylock(LocalId, ExpressionPtr address);
Statement is_locked(LocalId, ExpressionPtr address);
Statement when(ExpressionPtr condition, Block then, Block otherwise = {});
Statement loop(Block test, ExpressionPtr condition, Block body);
Statement labelled(Block);
Statement leave(unsigned levels = 0);
Statement choose(LocalId, unsigned count);
Statement owned_load(LocalId, OwnedId);
Statement owned_load_of(ExpressionPtr owner, LocalId, OwnedId); // in a probe
Statement owned_store(OwnedId, ExpressionPtr);
Statement count(AccumulatorId);
Statement count_load(LocalId, AccumulatorId);
Statement assume(ExpressionPtr);
Statement mask(int irqs, int preemption); // irqs: 1 for off, -1 for on
Statement save_flags(LocalId, int preemption = 0);
Statement restore_flags(LocalId, int preemption = 0);
Statement raise(ContextId interrupt, ExpressionPtr cpu);

// Blocks one after the other.
Block together(std::initializer_list<Block>);
Block spin_lock(ExpressionPtr address);
Block spin_unlock(ExpressionPtr address);
Block spin_lock_irq(ExpressionPtr address);
Block spin_unlock_irq(ExpressionPtr address);

// Puts a protocol together: one variant, one start unless there are more. Contexts have ints r0, r1, … as
// locals.
class Builder {
public:
  explicit Builder(std::size_t cpus);
  ExpressionPtr word(std::string name, std::int64_t initial = 0); // its address
  ExpressionPtr lock_word(std::string name);
  ExpressionPtr array(std::string name, std::vector<std::int64_t> initial);
  ExpressionPtr pointer(std::string name, ExpressionPtr const& to); // a constant
  CpuId spare_cpu();
  OwnedId owned(std::string name, OwnedVariable::Owner, Value initial = number(0));
  AccumulatorId accumulator(std::string name, bool is_ever = false);
  ContextId task(std::string name, std::vector<CpuId> on, Block);
  ContextId act(std::string agent, std::vector<CpuId> on, Block);
  ContextId interrupt(std::string name, Block);
  // The owned variable that says which task a CPU runs; tasks have addresses from now on.
  OwnedId current();
  Start& start(std::string name); // in the place of the one without a name
  // Says yes where the last statement leaves something else than 0 in local 0.
  Claim& claim(Claim::Kind, std::string name, Block probe = {});
  Claim& terminates(ContextId);
  Protocol finished() const; // statements have their instructions

private:
  ContextId context(Context, Block);
  Protocol protocol_;
  ObjectId tasks_ = no_object;
};

constexpr std::size_t locals = 9; // of every context and probe

} // namespace barrister::protocol_parts
