// SPDX-License-Identifier: BSD-2-Clause
// What shows the condition of a litmus test, made smaller: asked for, and not chosen among what was found.
#pragma once
#include "solver/verify.hpp"

namespace barrister::cli {

// The state that satisfies the condition (of a forall: that falsifies it) gets such an execution, and may be
// another one. Why what was found before cannot be all; or empty.
std::string show_smallest(LitmusTest const&, solver::PreparedModel const&, solver::Options const&,
                          std::uint64_t steps, LitmusResult&);

// Fewer events; then fewer reads of what another CPU wrote.
bool is_smaller(Execution const&, Execution const&);

} // namespace barrister::cli
