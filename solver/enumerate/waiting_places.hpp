// SPDX-License-Identifier: BSD-2-Clause
// Where in a program a CPU might wait for ever, as far as its text tells.
#pragma once
#include "solver/graph/event_graph.hpp"
#include "spec/verdict.hpp"
#include <span>

namespace barrister::solver {

struct WaitingPlace {
  Waiter::For what;
  EventId event;      // the read of the lock, or the grace period
  EventId start = 0;  // of a grace period: the reader around it, on its CPU,
  EventId finish = 0; // and where that ends: both are executed whenever `event` is
};

struct WaitingPlaces {
  std::vector<WaitingPlace> found; // by event, so by CPU
  // False where some are left out: a lock or srcu_struct behind a pointer, a wait for anything but a spinlock
  // or a grace period, a reader whose start or end hangs on a branch that the grace period does not.
  bool all = true;
};
WaitingPlaces waiting_places(EventGraph const&);

// The writes that can be the last to a waiting place's lock, if the CPUs go no further than `at`, and leave
// it held; an initial write among them. More than those that in truth can.
std::vector<EventId> possible_holders(EventGraph const&, EventId lock_read, std::span<EventId const> at);

} // namespace barrister::solver
