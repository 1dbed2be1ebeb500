// SPDX-License-Identifier: BSD-2-Clause
// A resolved protocol as text, to be read when a test of it fails.
#pragma once
#include "spec/protocol.hpp"

namespace barrister {

std::string to_string(Statement const&, Program const&); // of a block, its first line
std::string to_text(Protocol const&);

} // namespace barrister
