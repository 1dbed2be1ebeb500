// SPDX-License-Identifier: BSD-2-Clause
// The source beside the drawings.
#pragma once
#include "cli/picture/sheet.hpp"

namespace barrister::cli {

// As numbered lists: the text that is checked, whole where it is short; else, as of the library, what is
// around the lines that drawings speak of.
std::string source_in_html(Sheet const&);

} // namespace barrister::cli
