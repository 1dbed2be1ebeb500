// SPDX-License-Identifier: BSD-2-Clause
// What the flags of the kernel's models mean.
#pragma once
#include <string>

namespace barrister::cli {

std::string flag_in_words(std::string const& flag); // "data race: …"; "flag: X" when we know no more

} // namespace barrister::cli
