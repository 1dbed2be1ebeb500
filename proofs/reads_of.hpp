// SPDX-License-Identifier: BSD-2-Clause
// What the threads of a litmus test read in an execution, in program order: what they are run again on.
#pragma once
#include "spec/execution.hpp"

namespace barrister::proofs {

// By CPU. Where the model has the locks, what a lock event answers is among it. All CPUs have to be there.
std::vector<std::vector<Value>> reads_of(Execution const&, std::size_t cpus);

} // namespace barrister::proofs
