// SPDX-License-Identifier: BSD-2-Clause
// The final states as a table: one row a state, one column a location, those that satisfy the condition
// marked.
#pragma once
#include "spec/verdict.hpp"

namespace barrister::cli {

std::string report_states(LitmusTest const&, LitmusResult const&);

} // namespace barrister::cli
