// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff`: what is claimed and what can happen, before and after a change: of two litmus tests, of
// two protocols, or of two variants of one.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

// Violated: the second is worse; Unknown: it cannot be told.
Exit diff(DiffOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
