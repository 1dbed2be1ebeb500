// SPDX-License-Identifier: BSD-2-Clause
// What tells this program from what other sources, or another compiler, would have made.
#pragma once
#include <string>

namespace barrister::cli {

// The note that the linker leaves in it, in hexadecimal digits; empty where it left none.
std::string build_id();

} // namespace barrister::cli
