// SPDX-License-Identifier: BSD-2-Clause
// Which cells a statement may access: of one that was not unrolled, all of the object that its address names,
// or of all objects.
#pragma once
#include "solver/protocol/encode.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace barrister::solver {

using Cells = std::set<CellId>;
inline bool meet(Cells const& a, Cells const& b) {
  return std::ranges::any_of(a, [&](CellId cell) { return b.contains(cell); });
}

bool may_write(Statement const&); // to memory

class AccessedCells {
public:
  AccessedCells(Protocol const&, ProtocolEncoding const&);
  Cells const& operator()(ContextId, InstructionId) const;
  bool is_unrolled(ContextId c, InstructionId i) const { return unrolled_.contains({c, i}); }

private:
  void add_what_is_never_executed(Protocol const&);

  Cells all_;
  std::map<std::pair<ContextId, InstructionId>, Cells> known_;
  std::set<std::pair<ContextId, InstructionId>> unrolled_;
};

} // namespace barrister::solver
