// SPDX-License-Identifier: BSD-2-Clause
// Options that change which executions count, as changes to the model and to the test: then the solver, and
// the code that re-checks it, know nothing of them.
#pragma once
#include "cli/herd7_options.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"

namespace barrister::cli {

// -through, -throughflag, -skipcheck, -strictskip. `problem` is what cannot be done, or stays empty.
MemoryModel prepared(MemoryModel, Herd7Options const&, std::string& problem);
// -checkfilter, -speedcheck
LitmusTest prepared(LitmusTest, Herd7Options const&);

} // namespace barrister::cli
