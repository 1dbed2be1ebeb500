// SPDX-License-Identifier: BSD-2-Clause
// Files that are written whole, or not at all.
#pragma once
#include <string>
#include <string_view>

namespace barrister::cli {

// Why it cannot be written, in words; empty where it is. What was there is as it was until all is on disk.
std::string write_whole(std::string const& path, std::string_view text);
// The same, but what is there is replaced only if it is empty, or begins like this one: the name of a test
// may have been given in its place.
std::string write_whole(std::string const& path, std::string_view text, std::string_view begins_like);

} // namespace barrister::cli
