// SPDX-License-Identifier: BSD-2-Clause
// What a run may do once it has begun a further round of a loop, and what another does that comes only then:
// which of its writes nothing orders behind what decides on the rounds.
#pragma once
#include "solver/protocol/comes_behind.hpp"
#include "solver/protocol/keeps_order.hpp"
#include "solver/protocol/looked_at_locks.hpp"
#include "solver/protocol/own_reads.hpp"
#include "solver/protocol/passes_on.hpp"
#include "solver/protocol/versions.hpp"
#include "solver/protocol/who_reads.hpp"

namespace barrister::solver {

// What is asked of the accesses of all loops.
struct LookedAtAccesses {
  LookedAtAccesses(Protocol const& protocol, ProtocolEncoding const& encoding)
      : cells(protocol, encoding), locks(encoding), own(protocol, encoding, cells), who_reads(protocol),
        guarded(protocol, encoding, own), sharing(who_share(encoding, protocol.contexts.size())) {}
  AccessedCells cells;
  LookedAtLocks locks;
  OwnReads own;
  WhoReads who_reads;
  Guarded guarded;
  Sharing sharing;
  bool races_are_said = false; // by a flag of the model
};

struct WalkedBehind {      // of a context's code
  std::string unordered{}; // such a write, in words; or empty
  LeftBehind left{};
  bool may_be_late = false; // what decides, where the loop is
};

// The loop is one of the context's.
WalkedBehind walk_behind(Protocol const&, ContextId, Loop const&, KeepsOrder&, LookedAtAccesses const&,
                         KnownOwned const&);
// Of another run, which comes behind a loop.
WalkedBehind walk_behind(Protocol const&, ContextId, ComesBehind const&, KeepsOrder&, LookedAtAccesses const&,
                         KnownOwned const&);

} // namespace barrister::solver
