// SPDX-License-Identifier: BSD-2-Clause
// `barrister check` of protocols: every variant under every model.
#pragma once
#include "cli/formats/gathered.hpp"
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

// Text goes to `out`; what another format takes is added to `gathered`.
Exit check_protocols(CheckOptions const&, std::vector<std::string> const& files, Gathered& gathered,
                     std::ostream& out, std::ostream& err);

} // namespace barrister::cli
