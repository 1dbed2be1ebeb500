// SPDX-License-Identifier: BSD-2-Clause
// Statements that may read what their own CPU has written: that may come from a read before it, which is late.
#pragma once
#include "solver/protocol/meet.hpp"
#include <set>

namespace barrister::solver {

class OwnReads {
public:
  OwnReads(ProtocolEncoding const&, MayMeet const&);
  bool may_read_own_write(ContextId, InstructionId reads) const;

private:
  std::set<std::pair<ContextId, InstructionId>> known_, own_;
};

} // namespace barrister::solver
