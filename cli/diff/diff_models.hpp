// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff --models A,B`: the same inputs under two models, as if the second were a change of the
// first.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit diff_models(DiffOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
