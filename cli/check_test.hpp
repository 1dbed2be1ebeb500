// SPDX-License-Identifier: BSD-2-Clause
// One test under one model: solve, re-check, explain, judge.
#pragma once
#include "cli/answer.hpp"
#include "cli/check_level.hpp"
#include "cli/ready_model.hpp"
#include "frontend/litmus/parse.hpp"
#include "solver/verify.hpp"

namespace barrister::cli {

std::optional<LitmusTest> load_test(std::string const& file, frontend::Diagnostics&,
                                    frontend::LitmusContext const& = {});

// A result that proofs complains about is never a verdict: it becomes an unknown, "internal disagreement".
Answer check_test(LitmusTest const&, ReadyModel const&, solver::Options const&, std::string const& expected,
                  CheckLevel = CheckLevel::None);

} // namespace barrister::cli
