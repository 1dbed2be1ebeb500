// SPDX-License-Identifier: BSD-2-Clause
// `barrister show`: a stage of the way from text to verdict, printed.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit show(ShowOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
