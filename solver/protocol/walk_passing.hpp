// SPDX-License-Identifier: BSD-2-Clause
// What the code of one context passes on early of what it reads late (passes_on.hpp).
#pragma once
#include "solver/protocol/accessed_cells.hpp"
#include "solver/protocol/guarded.hpp"
#include "solver/protocol/keeps_order.hpp"
#include "solver/protocol/late_reads.hpp"
#include "solver/protocol/looked_at_locks.hpp"
#include "solver/protocol/own_reads.hpp"
#include "solver/protocol/versions.hpp"

namespace barrister::solver {

struct Sharing { // of a CPU, by contexts, by the code alone
  std::vector<std::set<ContextId>> with;
};

// What one run leaves for others of its CPU.
struct ForOthers {
  std::map<OwnedId, LateReads> owned;
  std::map<std::pair<ContextId, CellId>, LateReads> written; // by who may read it
  std::map<ContextId, LateReads> kept_out;                   // until these were read
  void add(ForOthers const& more) {
    for (auto const& [v, reads] : more.owned) solver::add(owned[v], reads);
    for (auto const& [where, reads] : more.written) solver::add(written[where], reads);
    for (auto const& [c, reads] : more.kept_out) solver::add(kept_out[c], reads);
  }
  bool operator==(ForOthers const&) const = default;
};

struct LookedAtCode { // must live as long
  Protocol const& protocol;
  KeepsOrder& keeps;
  LookedAtLocks const& locks;
  OwnReads const& own;
  Guarded const& guarded;
  AccessedCells const& cells;
  KnownOwned const& known;
  Sharing const& sharing;
  bool races_are_said;
};
struct Around { // what is the same for all code
  LookedAtCode code;
  Cells reaching; // what decides on the loop
  bool has_rmws;  // or locks
};

struct PassedOn {
  std::string loosely{}; // a write that nothing orders behind what it comes from, in words; or empty
  ForOthers left{};
  Cells reached{}; // what may come from what is behind the loop
};
// `loop`: the one that goes on, if it is in this code; else null. `before`, `reached`: as far as is known.
PassedOn walk_passing(Around const&, ContextId, Loop const* loop, ForOthers const& before,
                      Cells const& reached);

} // namespace barrister::solver
