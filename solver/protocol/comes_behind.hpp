// SPDX-License-Identifier: BSD-2-Clause
// Contexts that may have their turns on a run's CPU behind a loop of it alone: what they do is missing, too,
// where the run is cut.
#pragma once
#include "solver/protocol/meet.hpp"
#include <set>

namespace barrister::solver {

// Variables of their CPU that runs leave behind the loop, where it may be that nothing has ordered that.
struct LeftBehind {
  std::set<OwnedId> openly;
  std::set<OwnedId> behind_unlock; // who reads it comes behind an unlock, that comes behind the loop
};
enum class ComesBehind : std::uint8_t { Not, Unlock, Openly };

class ComingBehind {
public:
  // Of the run, where it is cut: it may not let others in.
  ComingBehind(Protocol const&, ProtocolEncoding const&, RunId, CutAt const&, MayMeet const&);
  std::map<ContextId, ComesBehind> of(LeftBehind const&) const;

private:
  struct Other {
    bool is_let_in_late = false; // it is not let in where the run is cut
    std::set<OwnedId> reads;
  };
  std::map<ContextId, Other> others_;
};
bool is_of_its_cpu(Protocol const&, OwnedId);

} // namespace barrister::solver
