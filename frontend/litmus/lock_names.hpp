// SPDX-License-Identifier: BSD-2-Clause
// What calls of locks do to interrupts and preemption: spin_lock, spin_unlock_irq, raw_spin_lock_irqsave,
// read_lock and the like. Mutexes leave preemption on.
#pragma once
#include "spec/program.hpp"
#include <string_view>

namespace barrister::frontend::litmus {

struct LockName {
  enum class Kind : std::uint8_t { Lock, Unlock, Trylock } kind;
  Mask::Irqs irqs; // what it does to them
};
std::optional<LockName> lock_name(std::string_view);
inline bool is_trylock(std::string_view name) {
  auto const lock = lock_name(name);
  return lock && lock->kind == LockName::Kind::Trylock;
}

} // namespace barrister::frontend::litmus
