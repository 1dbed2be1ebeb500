// SPDX-License-Identifier: BSD-2-Clause
// A stated question in DIMACS, for SAT solvers; comments say what its variables are.
#pragma once
#include "spec/stated_question.hpp"

namespace barrister::cli {

std::string to_dimacs(StatedQuestion const&, std::vector<std::string> const& about);

} // namespace barrister::cli
