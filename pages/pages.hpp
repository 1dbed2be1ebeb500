// SPDX-License-Identifier: BSD-2-Clause
// What is installed beside the program, made from what it takes: a manual page, and completions for shells.
#pragma once
#include "cli/program_help.hpp"
#include <string>

namespace barrister::pages {

std::string man(cli::ProgramHelp const&, std::string const& version);
std::string bash(cli::ProgramHelp const&);
std::string zsh(cli::ProgramHelp const&);
std::string fish(cli::ProgramHelp const&);

} // namespace barrister::pages
