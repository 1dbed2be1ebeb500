// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff --models A,B`: the same inputs under two models, as if the second were a change of the
// first.
#pragma once
#include "cli/diff/diff_report.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit diff_models(DiffOptions const&, DiffReport&, std::ostream& err);

} // namespace barrister::cli
