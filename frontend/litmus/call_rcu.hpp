// SPDX-License-Identifier: BSD-2-Clause
// call_rcu(head, f): a CPU of its own takes the head over, waits for a grace period, and calls f. Each call
// in the text is one such CPU, so a call in a loop or in a function is refused.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

struct RcuCall {
  Span span; // of the word call_rcu
  CpuId cpu; // of the process that calls
  std::string function;
  std::string head, done; // shared variables: the head, once it is queued; 1 once f has returned
};
std::vector<RcuCall> rcu_calls(ast::Test const&);
// if ((head = smp_load_acquire(<head>))) { synchronize_rcu(); f(head); smp_store_release(<done>, 1); }
ast::Function callback(RcuCall const&, CpuId);

} // namespace barrister::frontend::litmus
