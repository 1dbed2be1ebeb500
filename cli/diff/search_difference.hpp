// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff --search --models A,B`: a smallest of the small tests on which two models differ.
#pragma once
#include "cli/formats/gathered.hpp"
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

// Prints it as a litmus test. Violated: there is one; Good: none among those that were tried; Unknown: none,
// and some are not known.
Exit search_difference(DiffOptions const&, Gathered&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
