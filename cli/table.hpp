// SPDX-License-Identifier: BSD-2-Clause
// Words in columns.
#pragma once
#include <string>
#include <vector>

namespace barrister::cli {

// Each column as wide as its widest word; the first row may have all columns. Nothing at the end of a line.
std::string aligned(std::vector<std::vector<std::string>> const& rows);

} // namespace barrister::cli
