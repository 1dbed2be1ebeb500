// SPDX-License-Identifier: BSD-2-Clause
// `barrister herd7`: herd7's behaviour for kernel tests, on standard output, standard error and exit status.
#pragma once
#include "cli/options.hpp"
#include "frontend/diagnostic.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit run_herd7(Herd7Options const&, std::ostream& out, std::ostream& err);

// `Warning: File "t.litmus", line 6, characters 14-15: … (User error)`
std::string herd7_warning(frontend::Diagnostic const&, std::string const& file);

} // namespace barrister::cli
