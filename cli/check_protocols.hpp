// SPDX-License-Identifier: BSD-2-Clause
// `barrister check` of protocols: every variant under every model.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

// Text goes to `out`; where JSON is asked for, one object a result is added to `json`.
Exit check_protocols(CheckOptions const&, std::vector<std::string> const& files,
                     std::vector<std::string>& json, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
