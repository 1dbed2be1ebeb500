// SPDX-License-Identifier: BSD-2-Clause
// Statements that may read what their own CPU has written: that may come from a read before it, which is
// late.
#pragma once
#include "solver/protocol/encode.hpp"
#include <functional>
#include <map>
#include <set>

namespace barrister::solver {

using MayBe = std::function<bool(std::vector<Literal> const&)>; // some execution has all of these

class OwnReads {
public:
  OwnReads(ProtocolEncoding const&, MayBe const&); // must live as long
  bool may_read_own_write(ContextId, InstructionId reads) const;

private:
  bool may_meet(RunId, RunId);

  ProtocolEncoding const& encoding_;
  MayBe const& may_be_;
  std::map<std::pair<RunId, RunId>, bool> meet_;
  std::set<std::pair<ContextId, InstructionId>> known_, own_;
};

} // namespace barrister::solver
