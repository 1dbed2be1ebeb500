// SPDX-License-Identifier: BSD-2-Clause
// Whether a loop may go on because of what its own run does behind it. A run that is cut does nothing more,
// and what others would read of that is missing in executions that are cut: one in which a loop goes round
// more often because of it has no beginning that is cut in this way. Models that let a read be late allow
// that: load buffering (Documentation/memory-barriers.txt, "CONTROL DEPENDENCIES"; LB+poonceonces of
// tools/memory-model).
#pragma once
#include "solver/protocol/comes_behind.hpp"
#include "solver/protocol/keeps_order.hpp"
#include "solver/protocol/looked_at_locks.hpp"
#include "solver/protocol/own_reads.hpp"
#include "solver/protocol/versions.hpp"
#include "solver/protocol/who_reads.hpp"
#include "spec/memory_model.hpp"
#include <memory>

namespace barrister::solver {

// Where that is not excluded: what is not ordered behind the loop, in words; else empty. It is excluded where
// all marked writes that others may read, in further rounds and behind them, are ordered behind what decides
// on the rounds: they release, stand behind a full barrier, or depend on the loop's condition; or what
// decides acquires. So are those of other runs that come behind the loop alone (comes_behind.hpp). What plain
// accesses write and read is ordered by marked ones, where nobody races; it is asked of them, too, where the
// model flags no races.
class Feedback {
public:
  Feedback(Protocol const&, ProtocolEncoding const&, MemoryModel const&, MayBe); // must live as long
  ~Feedback();
  // By their indices; none: from all.
  std::string const& from(std::vector<std::uint32_t> const& starts);

  struct Accesses;

private:
  struct Walked {            // of a context's code
    std::string unordered{}; // a write that nothing orders behind the loop, in words; or empty
    LeftBehind left{};
    bool may_be_late = false; // what decides, where the loop is
  };
  struct Seen { // of loops, by context
    std::map<std::pair<ContextId, Loop const*>, Walked> own;
    std::map<std::pair<ContextId, ComesBehind>, Walked> others;
  };
  std::string with(KnownOwned const&);
  std::string behind(RunId, CutAt const&, KnownOwned const&, Seen&);

  Protocol const& protocol_;
  ProtocolEncoding const& encoding_;
  MayBe may_be_;
  bool races_are_said_; // by a flag of the model
  KeepsOrder keeps_;
  Meet meet_;
  std::unique_ptr<Accesses> accesses_; // made when first needed
  std::map<KnownOwned, std::string> found_;
};

} // namespace barrister::solver
