// SPDX-License-Identifier: BSD-2-Clause
// Which barriers an execution lacks: fences that, put into it, make the model forbid it.
#pragma once
#include "proofs/explain.hpp"

namespace barrister::proofs {

struct Missing {
  struct Barrier {
    Tag kind = Tag::Mb;             // or Wmb, Rmb, where that is enough
    EventId before = 0, behind = 0; // the accesses, in program order, that it would stand between
  };
  std::vector<Barrier> barriers; // none of them can be left out
  Explanation why;               // of the execution with them
};
// Nothing where the execution is sequentially consistent: no barrier forbids that; and where none was found.
std::optional<Missing> missing_barriers(MemoryModel const&, Execution const&);

} // namespace barrister::proofs
