// SPDX-License-Identifier: BSD-2-Clause
// RCU readers belong to tasks (nesting is counted in struct task_struct, or preemption is off in them), and
// models match locks and unlocks by program order, which is a CPU's. That is the same unless readers of two
// tasks of one CPU cross.
#pragma once
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

class CrossingReaders {
public:
  CrossingReaders(Gates&, ProtocolEncoding const&, Protocol const&);
  // Of what is asked for, nothing can be said from such an execution. Never, where no grace period waits for
  // them.
  Literal some() const { return some_; }
  std::string in_words() const; // where there may be some

private:
  Literal some_ = never;
  std::string tasks_;
};

} // namespace barrister::solver
