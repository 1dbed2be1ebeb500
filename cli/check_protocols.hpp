// SPDX-License-Identifier: BSD-2-Clause
// `barrister check` of protocols: every variant under every model.
#pragma once
#include "cli/options.hpp"
#include "cli/report_json.hpp"
#include <iosfwd>

namespace barrister::cli {

struct ProtocolFiles {
  std::vector<std::string> protocols;
  std::vector<std::string> all; // that are checked, tests, too
};
// Text goes to `out`; where JSON is asked for, it is added to `json`.
Exit check_protocols(CheckOptions const&, ProtocolFiles const&, JsonParts& json, std::ostream& out,
                     std::ostream& err);

} // namespace barrister::cli
