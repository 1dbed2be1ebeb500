// SPDX-License-Identifier: BSD-2-Clause
// Fair infinite executions. In one, each run whose CPU can execute it again and again gets on, if it does not
// wait, or waits for what stays true (or for a lock, which it gets if it is free again and again); and an
// interrupt that is raised begins, if its CPU admits it again and again.
#pragma once
#include "proofs/sc/graph.hpp"
#include <functional>

namespace barrister::sc {

enum class Scheduler : std::uint8_t {
  IsFair,
  MayPutAside // a task for ever that is owed a turn (spec/semantics.md 5.5): such executions are unfinished
};
// Sets of states of this kind, each connected: in those some of them stay from some time on, and in no
// others.
std::vector<std::vector<StateId>> go_on_for_ever(World const&, Graph const&,
                                                 std::function<bool(State const&)> const& kind,
                                                 Scheduler = Scheduler::IsFair);
bool goes_on_for_ever(World const&, Graph const&, std::function<bool(State const&)> const& kind);

} // namespace barrister::sc
