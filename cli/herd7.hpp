// SPDX-License-Identifier: BSD-2-Clause
// `barrister herd7`: herd7's behaviour for kernel tests, on standard output, standard error and exit status.
// spec/herd7.md says what is accepted, and what differs.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

// `input` is a list of tests when no test is named.
Exit run_herd7(Herd7Options const&, std::istream& input, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
