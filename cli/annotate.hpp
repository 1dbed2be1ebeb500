// SPDX-License-Identifier: BSD-2-Clause
// What is said beside each printed row: the values read, and where they come from; the values written, where
// the statement does not say.
#pragma once
#include "cli/rows.hpp"
#include <string>

namespace barrister::cli {

// One for each row; empty where there is nothing to say.
std::vector<std::string> annotations(Program const&, Execution const&, std::vector<Row> const& in_order);

} // namespace barrister::cli
