// SPDX-License-Identifier: BSD-2-Clause
// Protocol files on disk, with what they use: of the library that ships, or beside them.
#pragma once
#include "frontend/protocol.hpp"

namespace barrister::cli {

bool is_protocol(std::string const& file); // by its name; what has none, by its first word
std::optional<frontend::ProtocolFile> load_protocol(std::string const& file, frontend::Diagnostics&);

// What a file of this name uses, by the name that it uses.
frontend::ProtocolLibrary library_for(std::string const& file);

} // namespace barrister::cli
