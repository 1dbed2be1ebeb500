// SPDX-License-Identifier: BSD-2-Clause
// Which cells a statement may access: of one that was not unrolled, all.
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

class AccessedCells {
public:
  explicit AccessedCells(ProtocolEncoding const&);
  Cells const& operator()(ContextId, InstructionId) const;

private:
  Cells all_;
  std::map<std::pair<ContextId, InstructionId>, Cells> known_;
};

} // namespace barrister::solver
