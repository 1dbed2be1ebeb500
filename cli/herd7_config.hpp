// SPDX-License-Identifier: BSD-2-Clause
// herd7's .cfg files: a key and a value a line, with blanks or = between; lines that start with # are
// comments.
#pragma once
#include "cli/herd7_options.hpp"

namespace barrister::cli {

// Carries out what the file says. What is wrong, without the newline:
// `File "linux-kernel.cfg", line 4, character 14: Unknown key 'modle' in configuration file`.
std::optional<std::string> read_config(Herd7Options&, frontend::LoadedFile const&);

} // namespace barrister::cli
