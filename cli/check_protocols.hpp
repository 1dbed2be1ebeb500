// SPDX-License-Identifier: BSD-2-Clause
// `barrister check` of protocols: every variant under every model.
#pragma once
#include "cli/options.hpp"
#include "cli/report_json.hpp"
#include <iosfwd>

namespace barrister::cli {

// Text goes to `out`; where JSON is asked for, it is added to `json`.
Exit check_protocols(CheckOptions const&, std::vector<std::string> const& files, JsonParts& json,
                     std::ostream& out, std::ostream& err);

} // namespace barrister::cli
