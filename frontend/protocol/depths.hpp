// SPDX-License-Identifier: BSD-2-Clause
// Whether interrupts are on, and how deep preemption is disabled, is known at every statement: branches that
// meet agree, flags that are restored were saved on every way there, and a context ends as it started.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/protocol.hpp"

namespace barrister::frontend::protocol {

struct Depth {
  int irqs = 0, preemption = 0; // irqs: 1 where interrupts are off
  friend bool operator==(Depth, Depth) = default;
};
Depth depth_at_start(Context::Kind);

// `spans` are those of the thread's instructions.
void check_depths(Thread&, Context::Kind, std::vector<Span> const& spans, Source const&, Diagnostics&);

// If any code waits for a grace period: RCU-sched readers around every stretch that is not preemptible.
void add_readers(Protocol&);

} // namespace barrister::frontend::protocol
