// SPDX-License-Identifier: BSD-2-Clause
// What ships, as models and protocols ask for it.
#pragma once
#include "frontend/cat/parse.hpp"
#include "frontend/protocol.hpp"

namespace barrister::fuzz {

std::optional<frontend::LoadedFile> shipped_file(std::string const& name);
std::optional<frontend::Source> shipped_part(std::string const& name);
MemoryModel const& lkmm();

} // namespace barrister::fuzz
