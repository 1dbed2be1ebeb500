// SPDX-License-Identifier: BSD-2-Clause
// Whether a loop may go on because of what its own run does behind it. A run that is cut does nothing more,
// and what others would read of that is missing in executions that are cut: one in which a loop goes round
// more often because of it has no beginning that is cut in this way. Models that let a read be late allow
// that: load buffering (Documentation/memory-barriers.txt, "CONTROL DEPENDENCIES"; LB+poonceonces of
// tools/memory-model).
#pragma once
#include "solver/protocol/walk_behind.hpp"
#include "spec/memory_model.hpp"
#include <optional>

namespace barrister::solver {

// Where that is not excluded: what is not ordered behind the loop, in words; else empty. It is excluded where
// all marked writes that others may read, in further rounds and behind them, are ordered behind what decides
// on the rounds: they release, stand behind a full barrier, or depend on the loop's condition; or what
// decides acquires. So are those of other runs that come behind the loop alone (comes_behind.hpp). What plain
// accesses write and read is ordered by marked ones, where nobody races; it is asked of them, too, where the
// model flags no races.
class Feedback {
public:
  Feedback(Protocol const&, ProtocolEncoding const&, MemoryModel const&); // must live as long
  // By their indices; none: from all.
  std::string const& from(std::vector<std::uint32_t> const& starts);

private:
  struct Seen { // of loops, by context
    std::map<std::pair<ContextId, Loop const*>, WalkedBehind> own;
    std::map<std::pair<ContextId, ComesBehind>, WalkedBehind> others; // from there on
    std::map<std::pair<ContextId, Loop const*>, std::string> passed_on;
  };
  std::string with(KnownOwned const&);
  std::string behind(RunId, CutAt const&, KnownOwned const&, Seen&);
  std::string passed_on(RunId, CutAt const&, KnownOwned const&, Seen&);

  Protocol const& protocol_;
  ProtocolEncoding const& encoding_;
  bool races_are_said_; // by a flag of the model
  KeepsOrder keeps_;
  std::optional<LookedAtAccesses> accesses_; // made when first needed
  std::map<KnownOwned, std::string> found_;
};

} // namespace barrister::solver
