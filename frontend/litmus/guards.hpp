// SPDX-License-Identifier: BSD-2-Clause
// guard(name)(lock) and scoped_guard(name, lock): what they take and release, as the kernel's headers define
// them (include/linux/cleanup.h, and DEFINE_GUARD() and its like in spinlock.h, mutex.h, rwsem.h, rcupdate.h,
// srcu.h, preempt.h, irqflags.h and cpu.h of v6.12).
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

// As it is read, with its body if it is scoped; one that tries (`mutex_try`) is
// an `if`.
decltype(ast::Statement::node) guarded(ast::Guard);
// What stands behind a guard() becomes its body. `end`: the bracket that closes the block.
void nest_guards(ast::Block&, Span end);

bool is_of_guard(std::string const& local);       // it keeps a lock, flags or an index
std::string released_by(std::string const& name); // the function
// Of one that takes nothing and releases nothing: why.
struct GuardProblem {
  std::string what, hint;
};
GuardProblem problem_of(ast::Guard const&);

} // namespace barrister::frontend::litmus
