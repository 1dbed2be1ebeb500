// SPDX-License-Identifier: BSD-2-Clause
// Tests as herd7 takes them: a name that starts with @ is a file with a name a line, beside which those names
// are; empty lines and lines that start with # are not names. No name at all: standard input is such a file.
#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace barrister::cli {

bool is_list(std::string const& name);
// Calls `test` for each, in order, while it says so. `unreadable` is told of each list that cannot be read.
void for_each_test(std::vector<std::string> const& names, std::istream& input,
                   std::function<bool(std::string const&)> const& test,
                   std::function<bool(std::string const&)> const& unreadable);

} // namespace barrister::cli
