// SPDX-License-Identifier: BSD-2-Clause
// Text that is UTF-8, whatever bytes it was made of.
#pragma once
#include <string>
#include <string_view>

namespace barrister::cli {

// Each byte that is no part of a code point is U+FFFD, and so is each code point that XML 1.0 and terminals
// have no use for: control characters but tab and newline, U+FFFE, U+FFFF.
std::string clean_utf8(std::string_view);

} // namespace barrister::cli
