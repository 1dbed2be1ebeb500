// SPDX-License-Identifier: BSD-2-Clause
// `barrister repair`: the cheapest barriers with which all that is claimed of a litmus test, or of a variant
// of a protocol, holds.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit repair(RepairOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
