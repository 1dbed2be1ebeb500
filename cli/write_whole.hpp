// SPDX-License-Identifier: BSD-2-Clause
// Writes a file whole, or not at all.
#pragma once
#include <string>

namespace barrister::cli {

// Why not; empty when it is written. What was there is as it was until all is on disk.
std::string write_whole(std::string const& path, std::string const& text);

} // namespace barrister::cli
