// SPDX-License-Identifier: BSD-2-Clause
// Where the walk over a context's code is: what each thing that it knows of comes from.
#pragma once
#include "solver/protocol/accessed_cells.hpp"
#include "solver/protocol/late_reads.hpp"

namespace barrister::solver {

struct PassingState {
  std::map<LocalId, ComesFrom> locals;
  LateReads branches;                  // that decide whether this is executed; models keep it
  LateReads lost;                      // that decide, too
  LateReads anyway;                    // what was waited for, assumed, or ended a loop
  LateReads plainly;                   // what plain writes have come from, that a later one makes known
  std::map<CellId, LateReads> written; // what own writes have come from
  std::map<OwnedId, LateReads> owned;  // and what is owned; nobody was let in since
  std::map<std::pair<ContextId, CellId>, LateReads> for_others;
  Cells held; // locks, on some way
  bool are_irqs_off = false;
  bool has_lock = false; // taken since they are: what others have left was left before
  bool lets_in = false;  // tasks and acts, too: they may come before what is waited for
  LateReads waited{};    // for, where it did not
  bool is_over = false;
  bool operator==(PassingState const&) const = default;
};

inline void merge(PassingState& to, PassingState const& more) {
  if (more.is_over) return;
  if (to.is_over) {
    to = more;
    return;
  }
  for (auto const& [local, from] : more.locals) to.locals[local].add(from);
  for (auto part : {&PassingState::branches, &PassingState::lost, &PassingState::anyway,
                    &PassingState::plainly, &PassingState::waited})
    add(to.*part, more.*part);
  for (auto const& [v, reads] : more.owned) add(to.owned[v], reads);
  for (auto const& [cell, reads] : more.written) add(to.written[cell], reads);
  for (auto const& [c, reads] : more.for_others) add(to.for_others[c], reads);
  to.held.insert(more.held.begin(), more.held.end());
  to.lets_in = to.lets_in && more.lets_in;
  to.are_irqs_off = to.are_irqs_off && more.are_irqs_off;
  to.has_lock = to.has_lock && more.has_lock;
}
template <class F> void each_part(PassingState& state, F const& f) {
  for (auto& [local, from] : state.locals)
    for (auto part : {&ComesFrom::data, &ComesFrom::branches, &ComesFrom::lost}) f(from.*part);
  for (auto part : {&PassingState::branches, &PassingState::lost, &PassingState::anyway,
                    &PassingState::plainly, &PassingState::waited})
    f(state.*part);
  for (auto& [v, reads] : state.owned) f(reads);
  for (auto& [cell, reads] : state.written) f(reads);
  for (auto& [c, reads] : state.for_others) f(reads);
}

} // namespace barrister::solver
