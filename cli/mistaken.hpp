// SPDX-License-Identifier: BSD-2-Clause
// What is wrong with a command line, said in the format that it asks for, too.
#pragma once
#include "cli/options.hpp"
#include "cli/program_help.hpp"
#include <span>
#include <string>

namespace barrister::cli {

// `words`: those behind the command's name, as they were given.
Finished mistaken(CommandHelp const& command, std::span<std::string const> words, std::string said);

} // namespace barrister::cli
