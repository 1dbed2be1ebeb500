// SPDX-License-Identifier: BSD-2-Clause
// What the program takes, as data: manual pages, completions and suggestions are made from it.
#pragma once
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace barrister::cli {

struct OptionHelp {
  std::vector<std::string> names; // "--jobs", "-j"; of what has no name, none
  std::string argument;           // "N", "text|json"; empty: takes none
  std::string about;
};

struct CommandHelp {
  std::string name, about;
  std::vector<OptionHelp> options, operands;
};

struct ProgramHelp {
  CommandHelp program; // what is there without a command
  std::vector<CommandHelp> commands;
  std::string examples, exit_status;
};

ProgramHelp describe(CLI::App const&);
ProgramHelp program_help();

// The words that an option's argument can be, where these are all: "text|json" is two.
std::vector<std::string> choices(std::string const& argument);

} // namespace barrister::cli
