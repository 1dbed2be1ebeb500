// SPDX-License-Identifier: BSD-2-Clause
// Of locks that somebody looks at without waiting, or may: the statements that take one.
#pragma once
#include "solver/protocol/encode.hpp"
#include <map>
#include <set>

namespace barrister::solver {

class LookedAtLocks {
public:
  explicit LookedAtLocks(ProtocolEncoding const&); // must live as long
  bool may_be_taken_by(ContextId, InstructionId) const;

private:
  void add_cells(EventId, std::set<CellId>& to) const;

  ProtocolEncoding const& encoding_;
  std::set<CellId> looked_at_;
  std::map<std::pair<ContextId, InstructionId>, std::set<CellId>> taken_;
};

} // namespace barrister::solver
