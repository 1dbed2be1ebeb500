// SPDX-License-Identifier: BSD-2-Clause
// How deep interrupts and preemption are disabled is known at every statement: branches that meet agree, and
// a context ends as it started.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/protocol.hpp"

namespace barrister::frontend::protocol {

struct Depth {
  int irqs = 0, preemption = 0;
  friend bool operator==(Depth, Depth) = default;
};
Depth depth_at_start(Context::Kind);

// `spans` are those of the thread's instructions.
void check_depths(Thread&, Context::Kind, std::vector<Span> const& spans, Source const&, Diagnostics&);

// If any code waits for a grace period: RCU-sched readers around every stretch that is not preemptible.
void add_readers(Protocol&);

} // namespace barrister::frontend::protocol
