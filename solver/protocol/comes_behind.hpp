// SPDX-License-Identifier: BSD-2-Clause
// Contexts that may have their turns on a run's CPU behind a loop of it alone: what they do is missing, too,
// where the run is cut.
#pragma once
#include "solver/protocol/meet.hpp"
#include <set>

namespace barrister::solver {

// What runs leave behind the loop for others of their CPU: in its variables, or in memory, for who may read
// it.
struct LeftFor {
  std::set<OwnedId> variables;
  std::set<ContextId> readers;
  void add(LeftFor const& more) {
    variables.insert(more.variables.begin(), more.variables.end());
    readers.insert(more.readers.begin(), more.readers.end());
  }
};
// Where it may be that nothing has ordered that.
struct LeftBehind {
  LeftFor openly;
  LeftFor behind_unlock; // who reads it comes behind an unlock, that comes behind the loop
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
