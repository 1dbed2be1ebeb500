// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/herd7_locks.hpp"
#include "frontend/litmus/types.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <set>

namespace barrister::frontend::litmus {
namespace {

// Of a lock's statement.
ExpressionPtr* lock_in(Statement& s) {
  if (auto* lock = std::get_if<Lock>(&s.node)) return &lock->address;
  if (auto* unlock = std::get_if<Unlock>(&s.node)) return &unlock->address;
  if (auto* trylock = std::get_if<Trylock>(&s.node)) return &trylock->address;
  if (auto* is_locked = std::get_if<IsLocked>(&s.node)) return &is_locked->address;
  return nullptr;
}

// The addresses that are 0 in every run.
std::vector<ExpressionPtr*> locks_at_zero(Thread& thread) {
  std::set<LocalId> assigned;
  for_each_statement(thread.body, [&assigned](Statement const& s) {
    if (auto const target = target_of(s)) assigned.insert(*target);
  });
  std::vector<ExpressionPtr*> out;
  for_each_statement(thread.body, [&](Statement& s) {
    auto* const address = lock_in(s);
    auto const* const use = address ? std::get_if<LocalUse>(&(*address)->node) : nullptr;
    if (use && !assigned.contains(use->local) && thread.locals[use->local].initial == number(0))
      out.push_back(address);
  });
  return out;
}

} // namespace

void lay_lock_at_zero(Program& program) {
  std::vector<ExpressionPtr*> all;
  for (auto& thread : program.threads)
    for (auto* const address : locks_at_zero(thread)) all.push_back(address);
  if (all.empty()) return;
  auto const lock = static_cast<ObjectId>(program.objects.size());
  program.objects.push_back(
      {"~0", to_type({"spinlock_t", 0})}); // behind all others: they are looked up by name
  auto const there = std::make_shared<Expression const>(Expression{Constant{address(lock)}});
  for (auto* const address : all) *address = there;
}

} // namespace barrister::frontend::litmus
