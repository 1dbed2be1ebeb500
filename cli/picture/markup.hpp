// SPDX-License-Identifier: BSD-2-Clause
// Text in HTML and SVG.
#pragma once
#include <string>
#include <string_view>

namespace barrister::cli {

// As text between tags, or in an attribute with double quotes. Bytes that are no UTF-8, and characters that
// XML has not, become U+FFFD.
std::string escaped(std::string_view);

} // namespace barrister::cli
