// SPDX-License-Identifier: BSD-2-Clause
// The commands that a page shows, with what it says they print.
#pragma once
#include <string>
#include <vector>

namespace barrister {

struct ShownCommand {
  std::size_t line = 0; // in the page
  std::string command, output;
};
// Of each fenced block marked `console`: lines that start with "$ ", and what follows each.
std::vector<ShownCommand> shown_commands(std::string const& page);

} // namespace barrister
