// SPDX-License-Identifier: BSD-2-Clause
// `check --html` and `check --svg`: what is gathered of one file, and written.
#pragma once
#include "cli/options.hpp"
#include "cli/picture/sheet.hpp"
#include <iosfwd>

namespace barrister::cli {

inline bool are_pictures_wanted(CheckOptions const& o) { return !o.html.empty() || !o.svg.empty(); }

// The page, and the first drawing that is on it. What cannot be written is BadInput, and said on `err`.
Exit write_pictures(CheckOptions const&, Sheet, std::ostream& err);

} // namespace barrister::cli
