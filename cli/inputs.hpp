// SPDX-License-Identifier: BSD-2-Clause
// The files that the command line means: a folder is all tests and protocols in it and below; `-` is what
// comes from standard input.
#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace barrister::cli {

// Folders are replaced by their files, in the order of their names. Nothing, and a word about it, when a
// folder has none.
std::optional<std::vector<std::string>> inputs(std::vector<std::string> const& names, std::ostream& err);

// The text of a file, or of standard input, which is read once.
std::optional<std::string> read_input(std::string const& name);
std::string shown_name(std::string const& name);   // as places have it
std::string printed_name(std::string const& name); // the same on a terminal: no control characters
// As a diff names it, which `git apply` and `patch -p1` are to find: without `..`, which neither follows.
std::string name_in_diff(std::string const& name);

} // namespace barrister::cli
