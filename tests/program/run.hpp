// SPDX-License-Identifier: BSD-2-Clause
// Runs the built program as a user does.
#pragma once
#include "tests/support/folder.hpp"
#include <string>
#include <vector>

namespace barrister {

struct Ran {
  int status = 0; // the exit status; 128 and the signal's number for a crash, as the shell says it
  std::string out, err;
};
Ran run(std::vector<std::string> const& command); // the first word is the program's path
Ran barrister_with(std::vector<std::string> arguments);

std::string read_text(std::filesystem::path const&);

} // namespace barrister
