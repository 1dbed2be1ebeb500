// SPDX-License-Identifier: BSD-2-Clause
// `barrister variants`: every variant of a protocol against every property, as tables.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit variants(VariantsOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
