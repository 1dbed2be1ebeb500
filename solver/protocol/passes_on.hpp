// SPDX-License-Identifier: BSD-2-Clause
// Whether other code passes on early what it reads late: writes that come from a read before them, for their
// value, their address, or that they are there at all, where the model keeps no order of the two. Then what
// comes behind a loop may get to what decides on its rounds, however that is ordered in the loop's own run.
#pragma once
#include "solver/protocol/walk_passing.hpp"

namespace barrister::solver {

// Of a context that has no run within the bound, nothing is known. It is not asked whether two can be
// executed: it may be that they can only for what comes behind the bound.
Sharing who_share(ProtocolEncoding const&, std::size_t contexts);

class PassesOn {
public:
  explicit PassesOn(LookedAtCode const&);
  std::string from(ContextId, Loop const&); // the write, in words; or empty

private:
  struct Touched {
    Cells reads, writes;
    std::set<std::uint32_t> raises; // contexts
  };
  Cells that_reaches(ContextId) const;
  bool is_left_out(ContextId) const;

  LookedAtCode code_;
  bool has_rmws_ = false;        // or locks
  std::vector<Touched> touched_; // by context
};

} // namespace barrister::solver
