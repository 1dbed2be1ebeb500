// SPDX-License-Identifier: BSD-2-Clause
// Statements that may read what their own CPU has written: that may come from a read before it, which is
// late.
#pragma once
#include "solver/protocol/accessed_cells.hpp"
#include "solver/protocol/comes_behind.hpp"

namespace barrister::solver {

class OwnReads {
public:
  OwnReads(Protocol const&, ProtocolEncoding const&, AccessedCells const&);
  bool may_read_own_write(ContextId, InstructionId reads) const;
  bool may_read_another_cpu(ContextId, InstructionId reads) const;
  bool is_known(ContextId context, InstructionId reads) const { return known_.contains({context, reads}); }
  // In other runs, what may read on its CPU what a statement writes; nothing where it was not unrolled.
  std::optional<LeftFor::Reads> readers_of(ContextId, InstructionId writes) const;
  bool are_irqs_off(ContextId, InstructionId) const;   // wherever it was unrolled, at its events
  bool lets_others_in(ContextId, InstructionId) const; // tasks and acts, too

private:
  void add_what_was_not_unrolled(Protocol const&, AccessedCells const&);

  std::set<std::pair<ContextId, InstructionId>> known_, own_, others_;
  std::map<std::pair<ContextId, InstructionId>, LeftFor::Reads> readers_;
  std::map<std::pair<ContextId, InstructionId>, bool> irqs_off_, lets_in_;
};

} // namespace barrister::solver
