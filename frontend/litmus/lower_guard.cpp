// SPDX-License-Identifier: BSD-2-Clause
// A guard takes what it is of, and each way out of its body releases it, the innermost first: the end of the
// body, and whatever jumps out of it. What a `return` gives back is computed before (include/linux/cleanup.h,
// and the attribute `cleanup` of GCC). scoped_guard() is a `for` of one round: `break` and `continue` in it
// leave it, and no loop around it.
#include "frontend/litmus/falls_off.hpp"
#include "frontend/litmus/guards.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/walk.hpp"

namespace barrister::frontend::litmus {

void Lowering::lower(ast::Guard const& guard, Span) {
  if (guard.release.empty()) {
    auto const [what, hint] = problem_of(guard);
    return diagnostics_.error(source_, guard.head, what, hint);
  }
  lower(guard.take);
  auto const as_round = [&] {
    if (!guard.is_scoped || !continues(guard.body)) return lower_guarded(guard);
    in_block({Open::Kind::Continue, {}}, [&] { lower_guarded(guard); });
  };
  if (guard.is_scoped && breaks(guard.body))
    in_block({Open::Kind::Break, {}}, as_round);
  else
    as_round();
}
void Lowering::lower_guarded(ast::Guard const& guard) {
  held_.push_back({open_.size(), &guard});
  lower(guard.body);
  held_.pop_back();
  if (may_fall_off(guard.body)) release(guard, guard.end);
}

void Lowering::release_guards(std::size_t left) {
  auto const held = held_;
  for (; !held_.empty() && held_.back().depth > left; held_.pop_back()) release(*held_.back().guard, jump_);
  held_ = held;
}
// It has the place of the way out, and says what it does.
void Lowering::release(ast::Guard const& guard, Span at) {
  auto const lock = guard.lock ? folded(source_.text(guard.lock->span)) : "";
  auto const outer =
      std::exchange(releasing_, Releasing{at, released_by(guard.name) + "(" + lock + ");", call_});
  lower(guard.release);
  releasing_ = outer;
}

} // namespace barrister::frontend::litmus
