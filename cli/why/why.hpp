// SPDX-License-Identifier: BSD-2-Clause
// `barrister why`: why a claim holds. Of a litmus test, which executions it would take to break it, and for
// which axiom the model forbids each, a sentence a step; of a protocol, the same of each barrier that a claim
// needs. Of what does not hold, which models allow it.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit why(WhyOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
