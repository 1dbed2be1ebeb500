// SPDX-License-Identifier: BSD-2-Clause
// Accesses under locks: of a write and a read of it, each in a section of one lock, all that stands before
// the write's unlock comes before all that is behind the read's lock. For sections of a lock are one behind
// the other: if the read's came first, its unlock would release what the write's lock acquires.
//
// By the code alone: that there is no such pair within the bound says nothing of those that make a loop go
// on.
#pragma once
#include "solver/protocol/own_reads.hpp"

namespace barrister::solver {

class Guarded {
public:
  Guarded(Protocol const&, ProtocolEncoding const&, OwnReads const&); // must live as long

  // Whatever it reads from another run was written under a lock that its own holds.
  bool is_read(ContextId, InstructionId) const;
  // Whichever other run reads it holds a lock that it was written under.
  bool is_write(ContextId, InstructionId) const;

private:
  using Statement = std::pair<ContextId, InstructionId>;
  using Pairs = std::map<Statement, bool>; // whether all are
  Statement statement_of(EventId) const;
  bool is_given_back_by_who_took_it(EventId unlock) const;
  std::vector<EventId> held_at(EventId) const; // locks that were taken, and are given back by who took them
  bool are_under_one_lock(EventId, EventId) const;

  ProtocolEncoding const& encoding_;
  bool are_all_known_ = true; // each statement was unrolled
  std::vector<EventId> given_back_by_others_;
  Pairs reads_, writes_;
};

} // namespace barrister::solver
