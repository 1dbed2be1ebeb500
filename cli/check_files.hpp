// SPDX-License-Identifier: BSD-2-Clause
// `barrister check`: every file under every model.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit check_files(CheckOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
