// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers`: of each ordering primitive of a litmus test, whether its claim needs it, what would
// do instead, and what it pairs with. Each answer is that of a test in which the text is changed at that
// place.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

Exit barriers(BarriersOptions const&, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
